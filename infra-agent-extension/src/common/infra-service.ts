/**
 * The contract between window and backend. The window sends keys and the digests that its person saw; never a command to run.
 * What the backend sends is ready to show: computed, redacted, and plain data.
 */
import type { Phase } from './conductor/operation-state';
import type { Observation } from './conductor/observation';
import type { PreconditionState } from './conductor/events';
import type { ModePrompt } from './crew/example-prompts';
import type { Mode, Operation, Risk } from './ops/operation';
import type { Assessment } from './risk/assessment';
import type { Target } from './risk/reading';
import type { Verdict } from './sentinel/verdict';

export const INFRA_SERVICE_PATH = '/services/infra-agent';
export const InfraService = Symbol('InfraService');

export interface EditView {
    readonly file: string;
    readonly kind: 'change' | 'new' | 'delete' | 'mode';
    readonly added: number;
    readonly removed: number;
    /** Unified diff with three lines of context, secrets masked. */
    readonly diff: string;
}

/** A card: everything that it shows, computed by the backend from the conductor's state. */
export interface CardView {
    readonly key: string;
    readonly digest?: string;
    readonly phase: Phase;
    /** Computed; begins the card. */
    readonly sentence: string;
    readonly operation: Operation;
    readonly assessment?: Assessment;
    /** What the author claimed, where that differs from what was computed. */
    readonly claim?: string;
    readonly runs: readonly (readonly string[])[];
    readonly unset: readonly string[];
    /** Every variable that reaches the commands beside the base list: name, and where its value comes from. */
    readonly environment: readonly { readonly name: string; readonly source: string }[];
    readonly target?: Target;
    /** What the person must type before Send; only for HIGH. */
    readonly confirm?: string;
    readonly verdict?: Verdict;
    readonly preconditions: readonly PreconditionState[];
    readonly edits: readonly EditView[];
    readonly rollback?: Assessment;
    /** How it is undone, in one sentence; "no inverse" said plainly. */
    readonly rollbackSentence: string;
    readonly canSend: boolean;
    /** Why Send is off, and what would turn it on. */
    readonly sendRefusal?: string;
    readonly canReject: boolean;
    readonly canRollBack: boolean;
    readonly canCancel: boolean;
    readonly canRunAgain: boolean;
    /** It failed or was interrupted, and nothing took it up yet. */
    readonly canFollowUp: boolean;
    readonly observation?: Observation;
    /** The line of the output that explains a failure best. */
    readonly explanation?: string;
    /** Live, while it runs: the end of the output. */
    readonly liveTail?: string;
    readonly startedAt?: string;
    readonly terminalId?: number;
    readonly note?: string;
    /** What changed since the person saw it first; the card is marked, and Send is off for a second. */
    readonly changed?: string;
    readonly queuePosition?: number;
    /** Approved by whom and when. */
    readonly approval?: { readonly by: string; readonly at: string; readonly from: 'ide' | 'cli' };
    /** How often it was approved in all; tells a view from before a Send from one after it. */
    readonly approvals: number;
    readonly rollbackOf?: string;
    readonly rollbackKey?: string;
}

export interface WorkspaceStatus {
    readonly root: string;
    readonly trusted: boolean;
    readonly git: boolean;
    /** Absent where commands cannot run; `problems` says why. */
    readonly bash?: string;
    readonly problems: readonly string[];
    readonly openKeys: readonly string[];
}

export interface AskRequest {
    readonly root: string;
    readonly mode: Mode;
    readonly text: string;
    readonly session: string;
    readonly response: string;
    /** A language model will be asked too: the answer then holds what it is to be told. */
    readonly withBrief?: boolean;
}

/** The derived answer of a mode: text first, then cards, most urgent first; `folded` ones are housekeeping or were rejected before. */
export interface Answer {
    readonly markdown: string;
    readonly keys: readonly string[];
    readonly folded: readonly string[];
    /** Closing text, after the cards. */
    readonly closing?: string;
    /** For a language model: role, form, facts, findings and what was derived; redacted. */
    readonly brief?: string;
}

export type Outcome = { readonly kind: 'ok'; readonly key?: string } | { readonly kind: 'refused'; readonly reason: string; readonly message: string };

/** What `#infra` can stand for in a message. */
export type ContextPart = 'facts' | 'findings' | 'operations';

/** Keys of what was proposed, or why nothing was. */
export type FollowUp = { readonly kind: 'ok'; readonly keys: readonly string[] } | { readonly kind: 'refused'; readonly reason: string; readonly message: string };

/** A text that was proposed, or its problems; places are one-based. */
export type ProposedText =
    | { readonly kind: 'ok'; readonly keys: readonly string[] }
    | { readonly kind: 'broken'; readonly problem: string; readonly line: number; readonly column: number };

export interface SendRequest {
    readonly root: string;
    readonly key: string;
    /** The digest that the card showed. */
    readonly digest: string;
    /** What the person typed, for HIGH. */
    readonly typed?: string;
    /** Indexes of manual preconditions that the person ticked. */
    readonly ticked: readonly number[];
}

export interface FilePair {
    readonly file: string;
    readonly before: string;
    readonly after: string;
}

export interface InfraService {
    setClient(client: InfraClient | undefined): void;
    openWorkspace(root: string): Promise<WorkspaceStatus>;
    /** Records the person's trust in this folder; called only from our own widgets and Theia's trust dialog. */
    trustWorkspace(root: string, trusted: boolean): Promise<WorkspaceStatus>;
    ask(request: AskRequest): Promise<Answer>;
    stop(response: string): Promise<void>;
    /** Ops blocks of an answer in our own chat: proposed once for each (session, response, block). */
    proposeBlock(root: string, source: string, origin: { session: string; response: string; block: number }): Promise<{ key: string } | { problem: string; line: number; column: number }>;
    cards(root: string, keys: readonly string[]): Promise<CardView[]>;
    send(request: SendRequest): Promise<Outcome>;
    reject(root: string, key: string, reason?: string): Promise<Outcome>;
    cancel(root: string, key: string): Promise<Outcome>;
    withdraw(root: string, key: string): Promise<Outcome>;
    /** Runs the command preconditions and version probes; a click that carries key and digest. */
    check(root: string, key: string, digest: string): Promise<Outcome>;
    /** Proposes the rollback; for LOW and MED the click is its approval and it begins at once. The outcome's key is the rollback's. */
    rollBack(root: string, key: string): Promise<Outcome>;
    runAgain(root: string, key: string): Promise<Outcome>;
    markDone(root: string, key: string, evidence: string): Promise<Outcome>;
    /** Proposes questions that only read, derived from how the operation failed. */
    diagnose(root: string, key: string): Promise<FollowUp>;
    /** Derives or proposes a failed operation anew, against the files as they are now. */
    proposeAgain(root: string, key: string): Promise<FollowUp>;
    /** Keeps a variable's value for this workspace; an empty one takes it away. It reaches commands that read it, and joins their digest. */
    setVariable(root: string, name: string, value: string): Promise<Outcome>;
    /** The text of an operation that a person wrote or edited; one that it was made of, and that is unsent, is superseded. */
    proposeText(root: string, source: string, of?: string): Promise<ProposedText>;
    /** Facts, findings or waiting operations as text for a model; redacted. */
    context(root: string, part: ContextPart): Promise<string>;
    /** Both sides of each file that the operation edits, secrets masked, for the diff editor. */
    diff(root: string, key: string): Promise<FilePair[]>;
    /** What can be asked of what the folder holds; none where it holds nothing that could be read. */
    examplePrompts(root: string): Promise<ModePrompt[]>;
    /** All that a run printed, redacted; `undefined` where nothing of it was kept. */
    output(root: string, key: string): Promise<string | undefined>;
    /** Files of the folder changed on disk: what waits unsent is derived again in place. */
    filesChanged(root: string): Promise<void>;
    setMode(session: string, mode: Mode): Promise<void>;
    /** Mode and ticked (left with nothing open) steps of a chat session. */
    steps(root: string, session: string): Promise<Steps>;
}

export interface Steps {
    readonly mode: Mode;
    readonly ticked: readonly Mode[];
}

export interface InfraClient {
    cardsChanged(root: string, cards: CardView[]): void;
    /** What is being read, for the answer with this response id. */
    progress(response: string, message: string): void;
    /** Absolute paths of the files with unsaved changes in this window. */
    unsavedFiles(): Promise<string[]>;
    /** Show the terminal of a run; the window attaches to the process that the backend started. */
    runStarted(root: string, key: string, terminalId: number, title: string): void;
}

export const RISK_ORDER: readonly Risk[] = ['LOW', 'MED', 'HIGH'];
