import { expect } from 'chai';
import { setVariable } from '../../../infra-agent-extension/src/node/answer/set-variable';
import { cleanUp, openGate } from './support';

const BLOCK = 'title: Greet\nmode: test\ncommands:\n  - run: echo "hello $GREETED"\n';

describe('a variable that a person sets on a card', function () {
    this.timeout(60_000);
    afterEach(cleanUp);

    it('makes another operation of those that read it, and reaches their commands', async () => {
        const gate = await openGate();
        const key = await gate.propose(BLOCK);
        const before = gate.state(key);
        expect(before.reading?.unset).to.deep.equal(['GREETED']);
        expect(await setVariable(gate.conductor, 'GREETED', 'world')).to.deep.equal({ kind: 'ok' });
        expect(gate.state(key).reading?.unset).to.deep.equal([]);
        expect(gate.state(key).digest).not.to.equal(before.digest);
        expect((await gate.run(key)).observation?.outputTail).to.contain('hello world');
    });

    it('cannot change what the commands are', async () => {
        const gate = await openGate();
        for (const name of ['PATH', 'BASH_ENV', 'LD_PRELOAD', 'A B', 'X;rm']) {
            expect(await setVariable(gate.conductor, name, 'x')).to.include({ kind: 'refused' });
        }
    });
});
