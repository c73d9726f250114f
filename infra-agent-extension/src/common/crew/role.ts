/** A role does the work of one mode. It derives by code; its prompt is for a model, if there is one. It runs nothing and asks no one. */
import type { Group, Mode, Operation, Risk } from '../ops/operation';
import type { RepoFacts } from '../repo/repo-facts';
import type { CheckContext } from '../sentinel/check';
import type { Finding } from '../sentinel/finding';
import type { Changes } from './changes';

export interface DeriveInput {
    readonly facts: RepoFacts;
    readonly findings: readonly Finding[];
    /** What the person asked for, in their words. */
    readonly goal?: string;
    readonly context: CheckContext;
    /** What a command would do, where someone can say. */
    readonly reading?: (commandText: string, cwd?: string) => { readonly risk: Risk; readonly group: Group };
    /** What is not as it was committed; read only where it is asked for. */
    readonly changes?: () => Changes;
    /** The person has done or rejected just this before: it is folded, and its place goes to the next one. */
    readonly answered?: (item: DerivedOperation) => boolean;
}

export interface DerivedOperation {
    readonly operation: Operation;
    /** What it is about (check and file, task), the same as long as the concern is the same. */
    readonly concern: string;
    /** Housekeeping, and what comes later: shown folded. */
    readonly folded?: boolean;
}

export interface Derived {
    /** The opening: what was read, and what follows. Text of the repository in it is escaped. */
    readonly markdown: string;
    readonly operations: readonly DerivedOperation[];
    /** Not to be shown yet, since others come first; a card that stands for one of them already is still right. */
    readonly later?: readonly DerivedOperation[];
    readonly closing?: string;
}

export interface Role {
    readonly id: string;
    readonly mode: Mode;
    /** For a language model; the derived answer needs none. */
    readonly prompt: string;
    derive(input: DeriveInput): Derived;
}
