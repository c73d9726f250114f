/** What the person asked for, against what there is: files, tasks by number or name, check ids, words of messages. */
import type { Finding } from '../sentinel/finding';
import { code, listed, plain } from './markdown';

/** Words that narrow nothing. */
const COMMON = new Set(('a an the and or of in on to for from with without into it its is are be this that these those what which how why who do does did can could should would please make get go all any every everything anything '
    + 'fix fixes mend repair implement propose check review test design show list find tell help me my our us we i you your next now again first step steps task tasks script scripts file files repo repository workspace infra infrastructure '
    + 'problem problems issue issues error errors warning warnings wrong broken bug bugs defect defects run init path wire add set up look at here there ready needs need work works code changes changed obvious thing things status state health plan').split(' '));

export interface Narrowed {
    readonly narrowed: readonly Finding[];
    /** Said behind the opening paragraph; empty if nothing was narrowed. */
    readonly note: string;
    readonly words: readonly string[];
}

/** `tasks` are those that the words fit. One that is called a task is meant alone; where only tasks fit, what is wrong in them is meant. */
export function narrowFindings(findings: readonly Finding[], goal: string | undefined, tasks: readonly string[] = []): Narrowed {
    const words = goalWords(goal);
    if (words.length === 0) {
        return { narrowed: findings, note: '', words };
    }
    const note = ` Narrowed to what you asked for: ${plain(words.join(' '))}.`;
    const scored = findings.map(finding => ({ finding, score: scoreOf(words, subjectOf(finding)) }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    if (tasks.length > 0 && (best === 0 || tasks.length === 1 && /\b(task|step)\b/i.test(goal!))) {
        const own = findings.filter(finding => tasks.some(task => touches(finding, task)));
        return { narrowed: own, note: own.length ? note : `${note} The checks found nothing wrong in ${listed(tasks.map(code))}.`, words };
    }
    const narrowed = scored.filter(({ score }) => score > 0 && score >= best - 1).map(({ finding }) => finding);
    return narrowed.length ? { narrowed, note, words } : { narrowed: findings, note: '', words };
}

function touches({ file, mend }: Finding, task: string): boolean {
    return file === task || (mend?.edits.some(edit => edit.file === task) ?? false);
}

export function goalWords(goal: string | undefined): string[] {
    return [...new Set((goal ?? '').replace(/@\w+/g, ' ').split(/[\s,;:!?"'`()]+/).map(word => word.replace(/^[./]+|[.]+$/g, '')).filter(word => word.length > 1 && !COMMON.has(word.toLowerCase())))];
}

/** How well words fit a subject: exact names weigh most. */
export function scoreOf(words: readonly string[], subject: string): number {
    const text = subject.toLowerCase();
    return words.reduce((sum, word) => {
        const wanted = word.toLowerCase();
        return sum + (/[/.]/.test(wanted) || /\d/.test(wanted) ? (text.includes(wanted) ? 3 : 0) : new RegExp(`(^|[^a-z0-9])${wanted.replace(/[^a-z0-9]/g, '.')}`).test(text) ? 1 : 0);
    }, 0);
}

function subjectOf(finding: Finding): string {
    return [finding.check, finding.file, finding.message, finding.mend?.title ?? '', ...(finding.mend?.edits.map(edit => edit.file) ?? [])].join(' ');
}
