import { analyzeRepo } from '../../../infra-agent-extension/src/common/repo/analyze-repo';
import { detectors } from '../../../infra-agent-extension/src/common/repo/detectors';
import { LineIndex } from '../../../infra-agent-extension/src/common/repo/line-index';
import { validate } from '../../../infra-agent-extension/src/common/sentinel/validate';
import { diskRepoFiles } from '../../../infra-agent-extension/src/node/disk-repo-files';
import { compareTimes, medianTime, timeOf } from '../support';
import type { Bench } from '../support';
import { inRepositoryOf } from './repositories';

const SIZE = 3_000;

/** A whole check against reading and parsing alone, and what one change costs afterwards. */
export const bench: Bench = () => inRepositoryOf(SIZE, 1, async root => {
    const check = async (): Promise<unknown> => validate(await analyzeRepo(diskRepoFiles(root), {}));
    const whole = await compareTimes(check, () => readAndParse(root), 3);
    let analysis = await analyzeRepo(diskRepoFiles(root), {});
    validate(analysis);
    const changed = analysis.files.filter(file => file.endsWith('.sh')).slice(0, 1);
    const again = async (): Promise<void> => {
        analysis = await analyzeRepo(diskRepoFiles(root), { since: { analysis, changed } });
        validate(analysis);
    };
    return [
        { measure: `list, read, parse, link and check ${SIZE} files of infrastructure; baseline: list, read and parse`, unit: 'ms', ...whole, goal: { atMost: 2 } },
        { measure: `check ${SIZE} files again after one change; baseline: the whole check`, unit: 'ms', value: await medianTime(again, 3), baseline: await timeOf(check), goal: { atMost: 0.02 } }
    ];
});

async function readAndParse(root: string): Promise<void> {
    const files = diskRepoFiles(root);
    for await (const file of files.list()) {
        const by = detectors.filter(detector => detector.wants(file));
        const read = by.length > 0 ? await files.read(file.path) : undefined;
        if (read?.kind === 'text') {
            const source = { ...file, text: read.text, lines: new LineIndex(read.text) };
            const [best] = by.map(detector => ({ detector, claim: detector.claim(source) })).sort((a, b) => b.claim - a.claim);
            if (best.claim > 0) {
                best.detector.read(source);
            }
        }
    }
}
