/** What all windows of this backend share: the opened workspaces, and who is connected. One conductor for each real path. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import type { InfraClient, WorkspaceStatus } from '../common/infra-service';
import { isOpen, mostUrgentFirst } from '../common/conductor/operation-state';
import { presentCards } from './answer/present-cards';
import { DerivingAgain } from './answer/derive-again';
import type { PtyHost } from './command-runner/pty-host';
import { findBash } from './find-program';
import { WorkspaceConductor } from './gate/workspace-conductor';
import { openWorkspace } from './open-workspace';
import { stateHome } from './state-folder';
import { serveUnsavedFiles } from './unsaved-files-socket';
import type { Host } from './workspace';

/** How long a window may take to name its unsaved files, in milliseconds. */
const WINDOW_ANSWERS_WITHIN = 3_000;
/** How often files, variables and tools behind the open cards are looked at again, in milliseconds. */
const LOOK_AGAIN_EVERY = 3_000;

interface Opened {
    readonly conductor: WorkspaceConductor;
    readonly derivingAgain: DerivingAgain;
    readonly windows: Set<InfraClient>;
    readonly lookAgain: NodeJS.Timeout;
}

export class InfraBackend {
    private readonly opened = new Map<string, Promise<Opened>>();
    private readonly windows = new Set<InfraClient>();

    constructor(private readonly pty: PtyHost, private readonly environment: Readonly<Record<string, string | undefined>>) { }

    get stateHome(): string {
        return stateHome(this.environment);
    }

    connect(window: InfraClient): void {
        this.windows.add(window);
    }

    disconnect(window: InfraClient): void {
        this.windows.delete(window);
        for (const opening of this.opened.values()) {
            void opening.then(({ windows }) => windows.delete(window), () => undefined);
        }
    }

    /** Throws with a sentence if the folder is not there or its state cannot be read. */
    async conductor(folder: string, window?: InfraClient): Promise<WorkspaceConductor> {
        return (await this.workspaceAt(folder, window)).conductor;
    }

    async filesChanged(folder: string, window?: InfraClient): Promise<void> {
        (await this.workspaceAt(folder, window)).derivingAgain.soon();
    }

    async status(conductor: WorkspaceConductor): Promise<WorkspaceStatus> {
        const { root, journal, trusted } = conductor.workspace;
        const bash = findBash(this.environment, root);
        const trouble = journal.trouble();
        return {
            root,
            trusted: await trusted(),
            git: existsSync(join(root, '.git')),
            ...(bash ? { bash } : {}),
            problems: trouble ? [trouble.message] : [],
            openKeys: mostUrgentFirst([...conductor.state.operations.values()].filter(isOpen)).map(state => state.key)
        };
    }

    async dispose(): Promise<void> {
        for (const opening of this.opened.values()) {
            const opened = await opening.catch(() => undefined);
            clearInterval(opened?.lookAgain);
            await opened?.derivingAgain.close();
            opened?.conductor.close();
        }
    }

    private async workspaceAt(folder: string, window?: InfraClient): Promise<Opened> {
        const root = realFolder(folder);
        const opening = this.opened.get(root) ?? this.open(root);
        this.opened.set(root, opening);
        opening.catch(() => this.opened.delete(root));
        const opened = await opening;
        if (window) {
            opened.windows.add(window);
        }
        return opened;
    }

    private async open(root: string): Promise<Opened> {
        const windows = new Set<InfraClient>();
        const tell = new CardTeller(windows);
        const host: Host = {
            door: 'ide', person: userInfo().username, environment: this.environment, pty: this.pty, now: () => new Date(),
            unsavedFiles: () => this.unsavedFiles(),
            changed: keys => tell.changed(keys),
            output: key => tell.changed([key]),
            runStarted: (key, terminalId, title) => windows.forEach(window => window.runStarted(root, key, terminalId, title))
        };
        const workspace = await openWorkspace(root, host);
        const conductor = new WorkspaceConductor(workspace);
        tell.conductor = conductor;
        await serveUnsavedFiles(workspace, () => this.unsavedFiles());
        await conductor.pump();
        const derivingAgain = new DerivingAgain(conductor);
        const look = async (): Promise<void> => {
            if (windows.size > 0 && await conductor.lookAgain()) {
                derivingAgain.soon();
            }
        };
        const lookAgain = setInterval(() => void look(), LOOK_AGAIN_EVERY);
        lookAgain.unref();
        return { conductor, derivingAgain, windows, lookAgain };
    }

    /** Of every connected window, whatever folder it shows: an editor can have any file open. */
    private async unsavedFiles(): Promise<readonly string[] | { readonly problem: string }> {
        const answers = await Promise.all([...this.windows].map(window => withinTime(window.unsavedFiles())));
        return answers.includes(undefined)
            ? { problem: 'A window of the IDE did not say which files have unsaved changes; close or reload it, then Send.' }
            : answers.flatMap(files => files ?? []);
    }
}

/** Tells the windows of changed cards, several changes at once. */
class CardTeller {
    conductor: WorkspaceConductor | undefined;
    private readonly waiting = new Set<string>();
    private timer: NodeJS.Timeout | undefined;

    constructor(private readonly windows: ReadonlySet<InfraClient>) { }

    changed(keys: readonly string[]): void {
        keys.forEach(key => this.waiting.add(key));
        this.timer ??= setTimeout(() => void this.tell(), 30);
    }

    private async tell(): Promise<void> {
        this.timer = undefined;
        const keys = [...this.waiting];
        this.waiting.clear();
        if (this.conductor && this.windows.size > 0) {
            const cards = await presentCards(this.conductor, keys);
            const { root } = this.conductor.workspace;
            this.windows.forEach(window => window.cardsChanged(root, cards));
        }
    }
}

function realFolder(folder: string): string {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
        throw new Error(`${folder} is not a folder on this machine; open one that is.`);
    }
    return realpathSync(folder);
}

async function withinTime(answer: Promise<string[]>): Promise<string[] | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(resolve => { timer = setTimeout(() => resolve(undefined), WINDOW_ANSWERS_WITHIN); });
    return Promise.race([answer.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
