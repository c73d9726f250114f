/** What the buttons of a card do: one request to the backend at a time for each card, its refusal shown on the card. */
import { inject, injectable } from '@theia/core/shared/inversify';
import { open, OpenerService } from '@theia/core/lib/browser/opener-service';
import { ClipboardService } from '@theia/core/lib/browser/clipboard-service';
import { nls } from '@theia/core/lib/common/nls';
import URI from '@theia/core/lib/common/uri';
import type { EditorOpenerOptions } from '@theia/editor/lib/browser';
import { InfraService, type Outcome } from '../../common/infra-service';
import type { Operation } from '../../common/ops/operation';
import { writeOpsBlock, writeOpsYaml } from '../../common/ops/write-ops-block';
import { BlockEditing } from '../ops-files/block-editing';
import { InfraWorkspace } from '../connection/infra-workspace';
import { RunOutputs } from '../run/run-outputs';
import { RunTerminals } from '../run/run-terminals';
import { CardDiffs } from './card-diffs';
import { EMPTY_DRAFT, type CardDraft, type Request } from './card-draft';
import { CardStore } from './card-store';

/** The callbacks of one card; React sees only these. */
export interface CardCallbacks {
    readonly draft: (patch: Partial<CardDraft>) => void;
    readonly request: (request: Request, file?: string) => void;
    readonly followUp: (request: 'diagnose' | 'propose-again') => void;
    /** Opens the operation as a block in the editor. */
    readonly edit: () => void;
    readonly reload: () => void;
    /** Shows a place in a file of the folder; the line is zero-based. */
    readonly openFile: (file: string, line: number) => void;
}

@injectable()
export class CardActions {

    @inject(CardStore)
    protected readonly store!: CardStore;

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(RunTerminals)
    protected readonly terminals!: RunTerminals;

    @inject(RunOutputs)
    protected readonly outputs!: RunOutputs;

    @inject(OpenerService)
    protected readonly openers!: OpenerService;

    @inject(CardDiffs)
    protected readonly diffs!: CardDiffs;

    @inject(BlockEditing)
    protected readonly editing!: BlockEditing;

    @inject(ClipboardService)
    protected readonly clipboard!: ClipboardService;

    /** `onNewCard` hears of an operation that came out of a click, where its card is not shown by this one's view. */
    callbacks(root: string, key: string, onNewCard: (key: string) => void): CardCallbacks {
        return {
            draft: patch => this.store.draft(root, key, patch),
            request: async (request, file) => {
                const outcome = await this.request(root, key, request, file);
                if (request === 'run-again' && outcome?.kind === 'ok' && outcome.key) {
                    onNewCard(outcome.key);
                }
            },
            followUp: async request => {
                const keys = await this.followUp(root, key, request);
                // Each is put right behind this card, so the last comes first.
                [...keys].reverse().forEach(onNewCard);
            },
            edit: () => this.edit(root, key, onNewCard),
            reload: () => this.store.fetch(root, key),
            openFile: (file, line) => this.openFile(root, file, line)
        };
    }

    protected async followUp(root: string, key: string, request: 'diagnose' | 'propose-again'): Promise<readonly string[]> {
        let keys: readonly string[] = [];
        await this.busy(root, key, request, async () => {
            const answer = await (request === 'diagnose' ? this.service.diagnose(root, key) : this.service.proposeAgain(root, key));
            keys = answer.kind === 'ok' ? answer.keys : [];
            return answer.kind === 'ok' ? { kind: 'ok' } : answer;
        });
        return keys;
    }

    protected async edit(root: string, key: string, onNewCard: (key: string) => void): Promise<void> {
        const { view } = this.store.entry(root, key);
        if (view) {
            await this.editing.open(root, writeOpsYaml(view.operation), { of: key, onProposed: keys => keys.forEach(onNewCard) });
        }
    }

    protected async copy(root: string, key: string, write: (operation: Operation) => string): Promise<undefined> {
        const { view } = this.store.entry(root, key);
        if (view) {
            await this.clipboard.writeText(write(view.operation));
            this.store.draft(root, key, { notice: nls.localize('infra-agent/card/copied', 'Copied.') });
        }
        return undefined;
    }

    hasTerminal(root: string, key: string): boolean {
        return this.terminals.has(root, key);
    }

    protected async openFile(root: string, file: string, line: number): Promise<void> {
        const options: EditorOpenerOptions = { selection: { start: { line, character: 0 } } };
        await open(this.openers, URI.fromFilePath(root).resolve(file), options);
    }

    /** The second of two clicks in the same moment finds the first one unanswered, and does nothing. */
    protected request(root: string, key: string, request: Request, file?: string): Promise<Outcome | undefined> {
        return this.busy(root, key, request, () => this.perform(root, key, request, file));
    }

    protected async busy(root: string, key: string, request: Request, act: () => Promise<Outcome | undefined>): Promise<Outcome | undefined> {
        if (this.store.entry(root, key).draft.busy) {
            return undefined;
        }
        this.store.draft(root, key, { busy: request, refusal: undefined, notice: undefined });
        try {
            const outcome = await act();
            this.store.draft(root, key, outcome?.kind === 'refused' ? { refusal: outcome.message } : afterSuccess(request));
            return outcome;
        } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            this.store.draft(root, key, { refusal: nls.localize('infra-agent/card/noAnswer', 'The backend did not answer: {0}', message) });
            return undefined;
        } finally {
            this.store.draft(root, key, { busy: undefined });
        }
    }

    protected perform(root: string, key: string, request: Request, file?: string): Promise<Outcome | undefined> {
        const { view, draft } = this.store.entry(root, key);
        const digest = view?.digest ?? '';
        switch (request) {
            case 'send': return this.service.send({ root, key, digest, ticked: draft.ticked, ...view?.confirm !== undefined && { typed: draft.typed } });
            case 'reject': return this.service.reject(root, key, draft.rejectReason.trim() || undefined);
            case 'cancel': return this.service.cancel(root, key);
            case 'withdraw': return this.service.withdraw(root, key);
            case 'check': return this.service.check(root, key, digest);
            case 'roll-back': return this.service.rollBack(root, key);
            case 'run-again': return this.service.runAgain(root, key);
            case 'mark-done': return this.service.markDone(root, key, draft.evidence.trim());
            case 'open-diff': return this.diffs.open(root, key, digest, file);
            case 'show-terminal': return this.terminals.show(root, key, view?.terminalId, view?.operation.title ?? key);
            case 'show-output': return this.outputs.open(key);
            case 'set-variable': return this.service.setVariable(root, draft.variable ?? '', draft.value);
            case 'copy-markdown': return this.copy(root, key, writeOpsBlock);
            case 'copy-yaml': return this.copy(root, key, writeOpsYaml);
            case 'diagnose': case 'propose-again': case 'edit': throw new Error(`${request} answers with cards`);
            case 'trust': return this.workspace.trust(true).then(() => undefined);
        }
    }
}

/** What a request used up is cleared; the rest of what was begun stays. */
function afterSuccess(request: Request): Partial<CardDraft> {
    switch (request) {
        case 'send': return { typed: EMPTY_DRAFT.typed, ticked: EMPTY_DRAFT.ticked };
        case 'reject': return { rejectReason: '', form: undefined };
        case 'set-variable': return { variable: undefined, value: '' };
        case 'mark-done': return { evidence: '', form: undefined };
        default: return {};
    }
}
