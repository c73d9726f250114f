/** A check sees the facts and the text of files, and says what is wrong. It runs nothing, and a crash of it becomes a finding. */
import type { Analysis } from '../repo/analysis';
import type { Finding, Severity } from './finding';

export interface CheckMeta {
    /** `family/name`, stable for ever: people suppress and script by it. */
    readonly id: string;
    readonly severity: Severity;
    /** One line: what is wrong in general. */
    readonly title: string;
    /** A paragraph for the docs: why it matters and what to do. */
    readonly docs: string;
}

/** An analysis is all that a check sees: the facts, the texts, and what was parsed on the way. */
export type CheckContext = Analysis;

export interface Check {
    readonly meta: CheckMeta;
    run(context: CheckContext): Iterable<Finding>;
}
