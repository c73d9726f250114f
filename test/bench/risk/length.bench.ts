import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { growth, medianTime } from '../support';
import type { Bench, Measure } from '../support';
import { CONTEXT, longScript } from './commands';

const [SMALL, LARGE] = [100_000, 1_000_000];

/** Texts in which each part meets what was before: a list that grows, a pipe, nesting, input that never ends. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
    'a script of many tasks': longScript,
    'one command a line': length => 'kubectl get pods -n team\n'.repeat(length / 25),
    'one pipeline': length => `cat a${' | sort -u'.repeat(length / 10)}`,
    'one list': length => `true${' && git status'.repeat(length / 14)}`,
    'one word': length => `echo ${'a'.repeat(length)}`,
    'one here-document': length => `cat <<EOF\n${'a line of text $HOME\n'.repeat(length / 21)}EOF\n`,
    'a text that grows': length => 'x+="abc $y"\n'.repeat(length / 12),
    'a list that grows': length => 'set -- a "$@"\n'.repeat(length / 14),
    'functions, each called': length => Array.from({ length: length / 50 }, (_, at) => `task_${at}() { kubectl get pods; }\ntask_${at} "$X"`).join('\n'),
    'substitutions': length => `echo ${'$(ls a) '.repeat(length / 8)}`,
    'nested parentheses': length => `${'('.repeat(length / 2)}ls${')'.repeat(length / 2)}`,
    'quotes that never end': length => `echo "${'abc '.repeat(length / 4)}`
};

export const bench: Bench = async () => {
    const measures: Measure[] = [];
    for (const [name, make] of Object.entries(SHAPES)) {
        const [small, large] = [make(SMALL), make(LARGE)];
        const cost = { small: await medianTime(() => assessCommand(small, CONTEXT), 3), large: await medianTime(() => assessCommand(large, CONTEXT), 3) };
        measures.push({ measure: `1 MB of ${name}; goal: seconds, not minutes`, value: cost.large, unit: 'ms', goal: { atMost: 10_000 } });
        measures.push({ measure: `growth from 100 KB to 1 MB of ${name}; 1 is linear`, value: growth({ size: SMALL, cost: cost.small }, { size: LARGE, cost: cost.large }), unit: '', goal: { atMost: 1.2 } });
    }
    return measures;
};
