import { expect } from 'chai';
import { isComputed, isCovered, isShown, predictRuns, predictStarts } from './predict-starts';
import { openRecorder } from './record-bash';
import type { Recorder } from './record-bash';
import { writeScript } from './script-grammar';
import { writeWrapped } from './wrapper-grammar';

/** More of the same run in `npm run bench`. */
const SCRIPTS = Number(process.env.INFRA_DIFFERENTIAL_SCRIPTS ?? 400);

describe('What bash really starts', function () {
    this.timeout(600_000);
    let recorder: Recorder;

    before(function () {
        const opened = openRecorder();
        if (typeof opened === 'string') {
            console.warn(`      not run: ${opened}`);
            this.skip();
        } else {
            recorder = opened;
        }
    });
    after(() => recorder?.close());

    it('was predicted with its arguments, or flagged as not knowable', () => {
        const missed: string[] = [];
        let starts = 0;
        let decided = 0;
        for (let seed = 1; seed <= SCRIPTS; seed++) {
            const script = writeScript(seed);
            const prediction = predictStarts(script);
            decided += prediction.flagged.length === 0 && !prediction.started.some(isComputed) ? 1 : 0;
            for (const argv of recorder.run(script)) {
                starts++;
                if (!isCovered(argv, prediction)) {
                    missed.push(`seed ${seed}: ${JSON.stringify(argv)}\n${script}`);
                }
            }
        }
        expect(missed.slice(0, 3), `${missed.length} of ${starts} starts were not predicted`).to.deep.equal([]);
        expect(starts, 'programs that were started').to.be.greaterThan(SCRIPTS * 2);
        // Flagging everything would be no prediction.
        expect(decided, 'scripts that were decided wholly').to.be.greaterThan(SCRIPTS / 2);
    });

    it('through other programs is what the card shows that it will run, or the command is HIGH', () => {
        const missed: string[] = [];
        let starts = 0;
        let high = 0;
        for (let seed = 1; seed <= SCRIPTS; seed++) {
            const script = writeWrapped(seed);
            const prediction = predictRuns(script);
            high += prediction.high ? 1 : 0;
            for (const argv of recorder.run(script)) {
                starts++;
                if (!prediction.high && !isShown(argv, prediction.runs)) {
                    missed.push(`seed ${seed}: ${JSON.stringify(argv)}\n${script}`);
                }
            }
        }
        expect(missed.slice(0, 3), `${missed.length} of ${starts} starts were not shown`).to.deep.equal([]);
        expect(starts, 'programs that were started').to.be.greaterThan(SCRIPTS * 2);
        expect(high, 'commands that were HIGH').to.be.lessThan(SCRIPTS / 2);
    });
});
