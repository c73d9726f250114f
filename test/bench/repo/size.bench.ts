import { analyzeRepo } from '../../../infra-agent-extension/src/common/repo/analyze-repo';
import { validate } from '../../../infra-agent-extension/src/common/sentinel/validate';
import { diskRepoFiles } from '../../../infra-agent-extension/src/node/disk-repo-files';
import { growth, peakMemory, timeOf } from '../support';
import type { Bench, Measure } from '../support';
import { inRepositoryOf } from './repositories';

const SIZES = [100, 1_000, 10_000, 100_000];
/** As in a repository of a product that keeps its infrastructure beside its sources. */
const ONE_IN = 20;

/** Cost from small to large, on trees of which one file in twenty is infrastructure. */
export const bench: Bench = async () => {
    const check = async (root: string): Promise<void> => void validate(await analyzeRepo(diskRepoFiles(root), {}));
    await inRepositoryOf(SIZES[0], ONE_IN, check);
    const measures: Measure[] = [];
    const costs: { size: number; cost: number }[] = [];
    for (const size of SIZES) {
        await inRepositoryOf(size, ONE_IN, async root => {
            let cost = 0;
            const memory = await peakMemory(async () => { cost = await timeOf(() => check(root)); });
            costs.push({ size, cost });
            measures.push({ measure: `check ${size} files`, value: cost, unit: 'ms' });
            if (size === SIZES.at(-1)) {
                measures.push({ measure: `highest memory beyond the smaller ones, ${size} files`, value: memory, unit: 'MB', goal: { atMost: 600 } });
            }
        });
    }
    return [...measures, { measure: 'growth from 10,000 to 100,000 files: the exponent, 1 where it is linear', value: growth(costs[2], costs[3]), unit: '', goal: { atMost: 1.15 } }];
};
