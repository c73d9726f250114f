import { isComputed, isCovered, isShown, predictRuns, predictStarts } from '../../integration/risk/predict-starts';
import { openRecorder } from '../../integration/risk/record-bash';
import { writeScript } from '../../integration/risk/script-grammar';
import { writeWrapped } from '../../integration/risk/wrapper-grammar';
import type { Bench } from '../support';

const SCRIPTS = Number(process.env.INFRA_DIFFERENTIAL_SCRIPTS ?? 2_000);

/** The test runs hundreds, from the other end of the seeds. */
const FIRST = 1_000_000;

export const bench: Bench = () => {
    const recorder = openRecorder();
    if (typeof recorder === 'string') {
        console.error(`not run: ${recorder}`);
        return [];
    }
    const count = { starts: 0, missed: 0, decided: 0, shown: 0, unshown: 0 };
    for (let seed = FIRST; seed < FIRST + SCRIPTS; seed++) {
        const script = writeScript(seed);
        const prediction = predictStarts(script);
        count.decided += prediction.flagged.length === 0 && !prediction.started.some(isComputed) ? 1 : 0;
        const argvs = recorder.run(script);
        count.starts += argvs.length;
        count.missed += argvs.filter(argv => !isCovered(argv, prediction)).length;

        const wrapped = writeWrapped(seed);
        const { runs, high } = predictRuns(wrapped);
        const started = recorder.run(wrapped);
        count.shown += started.length;
        count.unshown += high ? 0 : started.filter(argv => !isShown(argv, runs)).length;
    }
    recorder.close();
    return [
        { measure: `programs started by ${SCRIPTS} scripts in bash that were not predicted; of all`, value: count.missed, baseline: count.starts, unit: '', goal: { atMost: 0 } },
        { measure: `programs started through others by ${SCRIPTS} commands that were not shown; of all`, value: count.unshown, baseline: count.shown, unit: '', goal: { atMost: 0 } },
        { measure: 'scripts that were decided wholly, in 100', value: count.decided / SCRIPTS * 100, unit: '', goal: { atLeast: 80 } }
    ];
};
