/** What a person has begun on a card and not sent: it is no state of the operation, so it lives in the window, and is gone with it. */

export type Request = 'send' | 'reject' | 'cancel' | 'withdraw' | 'check' | 'roll-back' | 'run-again' | 'diagnose' | 'propose-again' | 'set-variable' | 'copy-markdown' | 'copy-yaml' | 'edit' | 'mark-done' | 'open-diff' | 'show-terminal' | 'show-output' | 'trust';

export interface CardDraft {
    readonly typed: string;
    /** Indexes of the manual preconditions that were ticked. */
    readonly ticked: readonly number[];
    readonly rejectReason: string;
    readonly evidence: string;
    /** The unset variable that is being given a value, and the value so far. */
    readonly variable?: string;
    readonly value: string;
    /** What was done last, where nothing on the card shows it. */
    readonly notice?: string;
    /** The form that is open below the buttons. */
    readonly form?: 'reject' | 'mark-done';
    /** Sections that were opened or closed by hand, by name; the others follow the phase. */
    readonly toggled: Readonly<Record<string, boolean>>;
    /** The request that the backend has not answered yet; its button stays off until it has. */
    readonly busy?: Request;
    /** Why the last request was refused. */
    readonly refusal?: string;
}

export const EMPTY_DRAFT: CardDraft = { typed: '', ticked: [], rejectReason: '', evidence: '', value: '', toggled: {} };
