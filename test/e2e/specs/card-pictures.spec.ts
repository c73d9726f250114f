import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Phase } from '../pages/card-object';
import { InfraPage } from '../pages/infra-page';
import { Ide } from '../support/ide';
import { ModelServer } from '../support/model-server';
import { writeSmallRepository } from '../support/small-repository';

const PROJECT = resolve(__dirname, '../../..');
/** The pictures of the docs are taken anew only when they are asked for; otherwise the test shows that each state can be reached and seen. */
const FOLDER = process.env.INFRA_AGENT_PICTURES ? join(PROJECT, 'docs/images/cards') : join(PROJECT, 'test-results/cards');

const CONTEXT = 'gke_shop_us-west1_prod';
const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: ${CONTEXT}
contexts:
  - name: ${CONTEXT}
    context: { cluster: ${CONTEXT}, user: ada, namespace: shop }
clusters:
  - name: ${CONTEXT}
    cluster: { server: "https://127.0.0.1:9" }
users:
  - name: ada
    user: {}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "registry.local/web:1.4.2" }] }
`;

interface Written {
    readonly title: RegExp;
    readonly phase: Phase;
    readonly text: string;
}

/** Operations that somebody wrote, by the name of their picture. */
const WRITTEN: Readonly<Record<string, Written>> = {
    cluster: {
        title: /Roll out web 1.4.2/, phase: 'WAIT_FOR_APPROVE',
        text: `title: Roll out web 1.4.2
mode: implement
why: The fix of the basket is in 1.4.2.
preconditions:
  - file: deploy/web.yaml
  - command: kubectl config current-context
    expect: { stdout: "prod$" }
commands:
  - run: kubectl apply -f deploy/web.yaml --namespace shop
  - run: kubectl rollout status deployment/web --namespace shop --timeout 2m
    timeout: 3m
expected:
  - stdout: successfully rolled out
rollback:
  commands:
    - run: kubectl rollout undo deployment/web --namespace shop
`
    },
    high: {
        title: /Clean up the shop/, phase: 'WAIT_FOR_APPROVE',
        text: 'title: Clean up the shop\nmode: implement\nrisk: LOW\ncommands:\n  - run: kubectl delete namespace shop\n'
    },
    blocked: {
        title: /Change the hooks/, phase: 'BLOCKED',
        text: 'title: Change the hooks\nmode: implement\nedits:\n  - file: .git/hooks/pre-commit\n    content: "echo"\n'
    },
    unmet: {
        title: /tool that is not there/, phase: 'READY_FOR_APPLY',
        text: 'title: Ask a tool that is not there\nmode: test\npreconditions:\n  - tool: no-such-tool\n  - manual: The zone is delegated\ncommands:\n  - run: no-such-tool --version\n'
    },
    unset: {
        title: /Greet somebody/, phase: 'WAIT_FOR_APPROVE',
        text: 'title: Greet somebody\nmode: test\ncommands:\n  - run: echo "hello $GREETED"\n'
    },
    delegation: {
        title: /Have the task reviewed/, phase: 'BLOCKED',
        text: 'title: Have the task reviewed\nmode: review\ndelegate:\n  role: reviewer\n  prompt: Review infra/tasks/010_works.sh for idempotency.\n'
    }
};

function prepare(workspace: string): void {
    const written = Object.entries(WRITTEN).map(([name, { text }]) => [`ops/${name}.ops.yaml`, text]);
    writeSmallRepository(workspace, { ...Object.fromEntries(written), 'deploy/web.yaml': DEPLOYMENT });
    const kubeconfig = join(workspace, '../.kube/config');
    mkdirSync(dirname(kubeconfig), { recursive: true });
    writeFileSync(kubeconfig, KUBECONFIG);
}

test('each state of a card can be seen', async ({ page }) => {
    mkdirSync(FOLDER, { recursive: true });
    const ide = new Ide({ prepare });
    try {
        await ide.start();
        const infra = new InfraPage(page);
        await infra.open(ide);
        await infra.trustFolder();
        await infra.ask('what is to be done here?');

        const picture = async (title: RegExp | string, phase: Phase, name: string) => {
            const card = infra.card(title);
            await card.phase(phase);
            await card.show();
            await card.picture(join(FOLDER, `${name}.png`));
            return card;
        };
        const edit = await picture(/040_says.*first step that fails/, 'WAIT_FOR_APPROVE', 'edit-waits');
        await edit.send();
        await picture(/040_says.*first step that fails/, 'DONE', 'edit-done');
        await edit.rollBack();
        await picture(/040_says.*first step that fails/, 'ROLLED_BACK', 'edit-rolled-back');
        const works = await picture(/010_works/, 'WAIT_FOR_APPROVE', 'command-waits');
        await works.send();
        await works.phase('DONE');
        await works.picture(join(FOLDER, 'command-done-folded.png'));
        await picture(/010_works/, 'DONE', 'command-done');
        await infra.card(/020_fails/).send();
        await picture(/020_fails/, 'FAILED', 'command-failed');
        const slow = infra.card(/030_slow/);
        await slow.send();
        await picture(/030_slow/, 'APPLYING', 'command-runs');
        // Approved while another one runs: it waits in the queue, and is withdrawn.
        const queued = infra.card(/040_says.*goodbye/);
        await queued.send();
        await expect(queued.part('queue')).toBeVisible();
        await queued.picture(join(FOLDER, 'queued.png'));
        await queued.part('withdraw').click();
        await expect(queued.part('queue')).toHaveCount(0);
        await slow.cancel();
        await picture(/030_slow/, 'CANCELLED', 'command-cancelled');
        for (const [name, { title, phase }] of Object.entries(WRITTEN)) {
            await infra.openFile(`ops/${name}.ops.yaml`);
            await infra.run('Infra: Open as Cards');
            await picture(title, phase, name);
        }
        await infra.card(/Greet somebody/).reject('not today');
        await picture(/Greet somebody/, 'REJECTED', 'rejected');
    } finally {
        await ide.dispose();
    }
});

test('a card of a run that a crash ended, and one that was left for more than a week, can be seen', async ({ page }) => {
    mkdirSync(FOLDER, { recursive: true });
    const ide = new Ide({ prepare });
    try {
        await ide.start();
        const infra = new InfraPage(page);
        await infra.open(ide);
        await infra.trustFolder();
        await infra.ask('what is to be done here?');
        const slow = infra.card(/030_slow/);
        const key = await slow.key();
        await expect.poll(() => ide.keptChats()).toContain(key);
        await slow.send();
        await slow.phase('APPLYING');
        const left = await infra.card(/010_works/).key();
        await ide.stop('SIGKILL');
        ide.daysAhead = 8;
        await ide.start();
        await infra.reload();
        await infra.card(key).phase('INTERRUPTED');
        await infra.card(key).show();
        await infra.card(key).picture(join(FOLDER, 'interrupted.png'));
        await infra.card(left).phase('EXPIRED');
        await infra.card(left).show();
        await infra.card(left).picture(join(FOLDER, 'expired.png'));
    } finally {
        await ide.dispose();
    }
});

test('a block that does not parse can be seen, with its place', async ({ page }) => {
    mkdirSync(FOLDER, { recursive: true });
    const model = new ModelServer();
    await model.start();
    model.script = { tokens: ['Restart it:\n\n```ops\ntitle: Restart the shop\nmode: implement\nrisk: SMALL\ncommands:\n  - run: kubectl rollout restart deployment/web\n```\n'] };
    const ide = new Ide({ prepare, settings: model.settings() });
    try {
        await ide.start();
        const infra = new InfraPage(page);
        await infra.open(ide);
        await infra.trustFolder();
        await infra.ask('restart the shop');
        const block = infra.block('broken');
        await expect(block.repair).toBeVisible();
        await block.picture(join(FOLDER, 'broken-block.png'));
    } finally {
        await ide.dispose();
        await model.stop();
    }
});
