/** Cards that wait stay true: after a Send or a change on disk each is derived again in place, or superseded. */
import { expect } from 'chai';
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationState } from '../../../infra-agent-extension/src/common/conductor/operation-state';
import { deriveAgain, DerivingAgain } from '../../../infra-agent-extension/src/node/answer/derive-again';
import { proposeDiagnosis } from '../../../infra-agent-extension/src/node/answer/follow-up';
import { NO_LONGER_SO } from '../../../infra-agent-extension/src/node/answer/waiting';
import { cleanUp, commands, startsOf, until, type Gate } from '../gate/support';
import { openSample, proposed, proposedEdits, sendEdit } from './support';

const SAMPLE = 'edge-gke';

describe('cards that wait, when files change', () => {
    let gate: Gate;

    beforeEach(async () => { gate = await openSample(SAMPLE); });
    afterEach(cleanUp);

    async function patchOfOneFile(): Promise<{ state: OperationState; file: string }> {
        const edits = await proposedEdits(gate);
        const state = edits.find(({ operation, phase }) => phase === 'WAIT_FOR_APPROVE' && operation.edits!.length === 1 && 'patch' in operation.edits![0] && operation.edits![0].file.endsWith('.sh'))!;
        return { state, file: state.operation.edits![0].file };
    }

    /** Every line of the file that the patch needs as it is moves, and one of them says something else. */
    function change(file: string): void {
        const lines = gate.read(file).split('\n');
        gate.write(file, [lines[0], '# Somebody else wrote this.', ...lines.slice(1)].join('\n'));
    }

    it('are derived again in place: the same key, a patch that fits, a digest of its own', async () => {
        const { state, file } = await patchOfOneFile();
        change(file);
        await deriveAgain(gate.conductor);
        const again = gate.state(state.key);
        expect([again.phase, again.verdict?.outcome]).to.deep.equal(['WAIT_FOR_APPROVE', 'PASS']);
        expect(again.digest).to.not.equal(state.digest);
        await sendEdit(gate, state.key);
        expect(gate.read(file)).to.include('# Somebody else wrote this.');
    });

    it('lie still where nothing changed: not a line in the journal', async () => {
        await proposed(gate);
        const before = (await gate.events()).length;
        await deriveAgain(gate.conductor);
        expect((await gate.events()).slice(before)).to.deep.equal([]);
    });

    it('are superseded once what they were about is no longer so, and nothing new is proposed', async () => {
        const { state, file } = await patchOfOneFile();
        const before = gate.conductor.state.operations.size;
        unlinkSync(join(gate.root, file));
        await deriveAgain(gate.conductor);
        expect(gate.state(state.key)).to.include({ phase: 'SUPERSEDED', note: NO_LONGER_SO });
        expect(gate.conductor.state.operations.size).to.equal(before);
    });

    it('can all be sent after each other, though they touch the same file', async () => {
        gate = await openSample('compose-small');
        const touching = (await proposedEdits(gate)).filter(({ operation }) => operation.edits!.some(edit => edit.file === 'scripts/backup.sh'));
        expect(touching).to.have.length.greaterThan(1);
        for (const { key } of touching) {
            await deriveAgain(gate.conductor);
            expect(gate.state(key).phase, gate.state(key).note).to.equal('WAIT_FOR_APPROVE');
            expect(await gate.send(key)).to.include({ kind: 'ok' });
            await gate.conductor.idle();
            expect(gate.state(key).phase).to.equal('DONE');
        }
    });

    it('that were approved are left to the gate: nobody derives them anew under the approval', async () => {
        const { state, file } = await patchOfOneFile();
        const long = await gate.hold();
        expect(await gate.send(state.key)).to.include({ kind: 'ok' });
        const hash = gate.state(state.key).operationHash;
        change(file);
        await deriveAgain(gate.conductor);
        expect(gate.state(state.key)).to.include({ operationHash: hash });
        expect(gate.state(state.key).approval).to.not.equal(undefined);
        long.letGo();
        await gate.conductor.idle();
        expect(await startsOf(gate, state.key), 'and the gate refused what changed').to.equal(0);
    });

    it('that were rejected stay rejected, and what asks after a failure stays', async () => {
        const { state, file } = await patchOfOneFile();
        await gate.conductor.reject(state.key);
        const failed = await gate.propose(commands('cat not-there.txt; ls; false'));
        await gate.run(failed);
        const questions = await proposeDiagnosis(gate.conductor, failed);
        change(file);
        await deriveAgain(gate.conductor);
        expect(gate.state(state.key).phase).to.equal('REJECTED');
        (questions.kind === 'ok' ? questions.keys : []).forEach(key => expect(gate.state(key).phase).to.not.equal('SUPERSEDED'));
    });

    it('of a goal stay, though the whole answer would show others first', async () => {
        const runbook = (await proposed(gate, 'update the runbook')).find(({ origin }) => origin.concern?.startsWith('runbook:'))!;
        await deriveAgain(gate.conductor);
        expect(gate.state(runbook.key).phase).to.equal('WAIT_FOR_APPROVE');
    });

    it('are derived again by themselves: after a run, after a change, and never while something runs', async () => {
        const deriving = new DerivingAgain(gate.conductor, 50);
        try {
            const { state, file } = await patchOfOneFile();
            const long = await gate.hold();
            change(file);
            deriving.soon();
            await new Promise(resolve => setTimeout(resolve, 300));
            expect(gate.state(state.key).operationHash).to.equal(state.operationHash);
            long.letGo();
            await gate.conductor.idle();
            await until(() => gate.state(state.key).operationHash !== state.operationHash);
            const second = gate.state(state.key).operationHash;
            writeFileSync(join(gate.root, file), gate.read(file).replace('# Somebody else wrote this.', '# Somebody else wrote this,\n# and that.'));
            deriving.soon();
            await until(() => gate.state(state.key).operationHash !== second);
        } finally {
            await deriving.close();
        }
    });
});
