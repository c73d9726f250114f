import { assessCommand } from '../../../infra-agent-extension/src/common/risk/assess-command';
import { peakMemory } from '../support';
import type { Bench } from '../support';
import { CONTEXT, corpus, longScript } from './commands';

export const bench: Bench = async () => {
    const commands = corpus();
    return [
        { measure: `highest memory for ${commands.length} commands of the corpus`, value: await peakMemory(() => commands.forEach(cmd => assessCommand(cmd, CONTEXT))), unit: 'MB', goal: { atMost: 100 } },
        { measure: 'highest memory for a script of 1 MB, on top', value: await peakMemory(() => assessCommand(longScript(1_000_000), CONTEXT)), unit: 'MB', goal: { atMost: 500 } }
    ];
};
