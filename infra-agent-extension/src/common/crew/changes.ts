/** What is not as it was committed, as far as that can be known without running git, and whether somebody asks for it. */

export interface ChangedFile {
    readonly file: string;
    /** Against git's index; `edited` where only the journal tells. */
    readonly how: 'modified' | 'untracked' | 'removed' | 'edited';
    /** Title of the last operation that edited it. */
    readonly by?: string;
}

export interface Changes {
    /** Sorted by path. */
    readonly files: readonly ChangedFile[];
    /** Whether git's index could be read; without it only what operations edited is known. */
    readonly hasIndex: boolean;
}

const ASKED = /\b(?:(?:what|which|that|have|has|was|were|I|we|you)\s+(?:\w+\s+)?changed|changed\s+files?|changes|uncommitted)\b/i;
const ASKED_EACH = new RegExp(ASKED.source, 'gi');

export function asksForChanges(goal: string | undefined): boolean {
    return ASKED.test(goal ?? '');
}

/** What else was asked. */
export function withoutChanges(goal: string): string {
    return goal.replace(ASKED_EACH, ' ').trim();
}
