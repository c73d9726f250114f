import { expect } from 'chai';
import * as fc from 'fast-check';
import { diagnose } from './diagnose';
import type { Operation } from '../ops/operation';
import { Operation as OperationSchema } from '../ops/operation';

const operation: Operation = { title: 'Deploy', mode: 'implement', commands: [{ run: './deploy.sh', cwd: 'infra' }] };
const runsOf = (output: string, runs: string[][] = []) => diagnose({ operation, output, runs }).map(({ commands }) => commands![0].run);

describe('diagnosing a failure', () => {
    it('asks where a program is that was not found', () => {
        expect(runsOf('bash: line 1: kubectl: command not found\n')).to.include('type -a kubectl');
    });

    it('looks around a path that is not there, in the folder of the command', () => {
        expect(runsOf("ls: cannot access './conf/app.yaml': No such file or directory\n")).to.include('ls -la ./conf');
        expect(diagnose({ operation, output: 'cat: a/b: No such file or directory', runs: [] })[0].commands![0].cwd).to.equal('infra');
    });

    it('reads a script around the line that failed', () => {
        expect(runsOf('bin/deploy.sh: line 12: CLUSTER: unbound variable\n')).to.deep.equal(["sed -n '7,17p' bin/deploy.sh"]);
    });

    it('asks the same place that the command was for', () => {
        expect(runsOf('timed out', [['kubectl', '--context', 'dev', 'apply', '-f', 'x.yaml', '-n', 'shop']])).to.include('kubectl get pods --context dev -n shop -o wide');
        expect(runsOf('timed out', [['helm', 'upgrade', 'web', './chart', '--namespace=shop']])).to.include('helm status web --namespace=shop');
    });

    it('puts nothing of an output into a command that a shell would read', () => {
        const hostile = fc.string({ unit: fc.constantFrom('$', '(', ')', '`', ';', '|', '&', '>', ' ', 'a', '\'', '"', '\n', '-', '/'), maxLength: 30 });
        fc.assert(fc.property(hostile, text => {
            for (const output of [`x: ${text}: command not found`, `'${text}': No such file or directory`, `${text}.sh: line 3: oops`, `could not resolve host: ${text}`]) {
                diagnose({ operation, output, runs: [['kubectl', 'get', '-n', text]] }).forEach(derived => {
                    expect(OperationSchema.safeParse(derived).success).to.equal(true);
                    expect(derived.commands![0].run).not.to.match(/[$`;|&>"()\n]/);
                });
            }
        }));
    });
});
