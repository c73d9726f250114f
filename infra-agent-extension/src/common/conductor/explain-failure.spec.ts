import { expect } from 'chai';
import * as fc from 'fast-check';
import { explainFailure } from './explain-failure';

const explained = (output: string) => explainFailure(output)?.text;

describe('explaining a failure', () => {
    it('finds what a shell says', () => {
        expect(explained('looking\nls: cannot access \'./missing-folder\': No such file or directory\n')).to.contain('missing-folder');
        expect(explained('deploy.sh: line 12: CLUSTER: unbound variable\ncleaning up\n')).to.contain('CLUSTER');
        expect(explained('bash: line 1: kubectl: command not found\n')).to.contain('kubectl');
    });

    it('prefers the program\'s own word for an error to what follows from it', () => {
        expect(explained('Error from server (NotFound): deployments.apps "web" not found\nrollout failed\n')).to.match(/^Error from server/);
        expect(explained('╷\n│ Error: Invalid reference\n│\n│   on main.tf line 3:\n╵\n')).to.equal('Error: Invalid reference');
        expect(explained('Error: UPGRADE FAILED: timed out\nfailed to clean up\n')).to.match(/UPGRADE FAILED/);
    });

    it('takes the last of several', () => {
        expect(explained('error: first\nok\nerror: second\n')).to.equal('error: second');
    });

    it('does not take a line that says that there is no error', () => {
        expect(explained('ran 3 checks\n0 errors\n')).to.equal(undefined);
        expect(explained('all is well\n')).to.equal(undefined);
    });

    it('reads any output, and cuts long lines', () => {
        fc.assert(fc.property(fc.string(), text => { explainFailure(text); }));
        expect(explained(`error: ${'x'.repeat(100_000)}`)!.length).to.be.lessThan(500);
    });
});
