/** What the evaluator says of a script, and whether that covers what bash then did. */
import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { evaluateShell } from '../../../infra-agent-extension/src/common/shell/evaluate';
import type { Field, StartedCommand, Trouble } from '../../../infra-agent-extension/src/common/shell/host';
import { parseShell } from '../../../infra-agent-extension/src/common/shell/parse-shell';
import { recordingHost } from '../../../infra-agent-extension/src/common/shell/recording-host';
import { rootSource } from '../../../infra-agent-extension/src/common/shell/source';
import { known, text } from '../../../infra-agent-extension/src/common/shell/value';
import type { Value } from '../../../infra-agent-extension/src/common/shell/value';

export interface Prediction {
    readonly started: readonly StartedCommand[];
    /** What the text cannot tell; a person is warned, and anything may be started. */
    readonly flagged: readonly Trouble[];
}

export function predictStarts(script: string): Prediction {
    const { host, started, troubles } = recordingHost();
    const name = text('script.sh');
    evaluateShell(rootSource(script, parseShell(script), { invokedAs: name }), {
        name, positional: { items: [], open: false }, cwd: [{ shown: '$PWD', nature: 'any' }], stdin: { kind: 'closed' }, inherited: () => undefined, watches: new Set(), budget: { steps: 200_000, exhausted: false }, depth: 0
    }, host);
    return { started, flagged: troubles };
}

/** Whether a start was predicted, as far as the prediction goes, or the script was flagged as not knowable. */
export function isCovered(argv: readonly string[], prediction: Prediction): boolean {
    return prediction.flagged.length > 0 || prediction.started.some(command => coversFrom(command.words, 0, argv, 0));
}

export function isComputed(command: StartedCommand): boolean {
    return known(command.words[0].value) === undefined || command.words[0].splits;
}

function coversFrom(words: readonly Field[], word: number, argv: readonly string[], at: number): boolean {
    if (word === words.length) {
        return at === argv.length;
    }
    if (words[word].splits) {
        return Array.from({ length: argv.length - at + 1 }, (_, taken) => at + taken).some(next => coversFrom(words, word + 1, argv, next));
    }
    return at < argv.length && coversText(words[word].value, argv[at]) && coversFrom(words, word + 1, argv, at + 1);
}

function coversText(value: Value, actual: string): boolean {
    const source = value.map(part => typeof part === 'string' ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : part.nature === 'number' ? '-?[0-9]+' : '[\\s\\S]*').join('');
    return new RegExp(`^${source}$`).test(actual);
}

/** What the tables of wrappers add: the calls that a card shows, with `$NAME`, `$(…)` and `…` for what is not known. */
export function predictRuns(script: string): { readonly runs: readonly (readonly string[])[]; readonly high: boolean } {
    const { runs, assessment } = assessCommand(script, { env: {} });
    return { runs, high: assessment.risk === 'HIGH' };
}

export function isShown(argv: readonly string[], runs: readonly (readonly string[])[]): boolean {
    return runs.some(run => new RegExp(`^${run.map(patternOf).join('')}$`).test(argv.map(word => `\x1f${word}`).join('')));
}

const UNKNOWN = /\$\(.*\)|\$\{[^}]*\}|\$\w+|…|(?:\.\/)?\{\}/;

/** A word that is wholly unknown may be none, or several. */
function patternOf(shown: string): string {
    const fixed = shown.split(UNKNOWN);
    return fixed.length > 1 && fixed.every(text => text === '') ? '(?:\x1f[\\s\\S]*)?' : `\x1f${fixed.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*')}`;
}
