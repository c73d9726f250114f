/** The window's end of the RPC contract: what the backend tells this window, as events, and what it may ask of it. It never acts by itself. */
import { Emitter } from '@theia/core/lib/common/event';
import { injectable } from '@theia/core/shared/inversify';
import type { CardView, InfraClient } from '../../common/infra-service';

export interface CardsChanged {
    readonly root: string;
    readonly cards: readonly CardView[];
}

export interface Progress {
    readonly response: string;
    readonly message: string;
}

export interface RunStart {
    readonly root: string;
    readonly key: string;
    readonly terminalId: number;
    readonly title: string;
}

@injectable()
export class InfraClientImpl implements InfraClient {

    protected readonly cardsChangedEmitter = new Emitter<CardsChanged>();
    readonly onCardsChanged = this.cardsChangedEmitter.event;

    protected readonly progressEmitter = new Emitter<Progress>();
    readonly onProgress = this.progressEmitter.event;

    protected readonly runStartedEmitter = new Emitter<RunStart>();
    readonly onRunStarted = this.runStartedEmitter.event;

    /** Set by whoever knows the editors; until then the window cannot answer, and the backend takes that as a refusal. */
    reportUnsavedFiles: (() => Promise<string[]>) | undefined;

    cardsChanged(root: string, cards: CardView[]): void {
        this.cardsChangedEmitter.fire({ root, cards });
    }

    progress(response: string, message: string): void {
        this.progressEmitter.fire({ response, message });
    }

    async unsavedFiles(): Promise<string[]> {
        if (!this.reportUnsavedFiles) {
            throw new Error('This window is still starting and does not know its editors yet.');
        }
        return this.reportUnsavedFiles();
    }

    runStarted(root: string, key: string, terminalId: number, title: string): void {
        this.runStartedEmitter.fire({ root, key, terminalId, title });
    }
}
