import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InfraPage } from '../pages/infra-page';
import { Person } from '../pages/person';
import { Ide } from '../support/ide';
import { infraAgent } from '../support/journal';

/** Outside of the workspace, whose folders are taken out of PATH. */
const STUBS = resolve(__dirname, '../../fixtures/stubs/bin');
const ISSUER = 'ai/infra/manifests/cert-manager/cluster-issuer.yaml';
const TASKS = 18;
/** Access, DNS and secrets: what is truly to be typed for. */
const TYPED_FOR = ['060_dns01_identity', '070_dns_zone', '130_hello_world', '140_basic_auth', '160_dns_record'];

test.describe('from the first question to a working hello-world', () => {
    let ide: Ide;
    let infra: InfraPage;
    let person: Person;

    test.afterEach(() => ide.dispose());

    async function open(page: ConstructorParameters<typeof InfraPage>[0], workspace: string): Promise<void> {
        ide = new Ide({ workspace, env: { PATH: `${STUBS}:${process.env.PATH}` } });
        await ide.start();
        await Person.count(page);
        infra = new InfraPage(page);
        person = new Person(page, infra);
        await infra.open(ide);
    }

    test('edge-gke is mended with a click an answer, and brought up with a click a run', async ({ page }) => {
        test.setTimeout(600_000);
        await open(page, 'edge-gke');
        await person.startWithThePrompt();
        await infra.trustFolder();

        let rounds = 0;
        let edits = 0;
        for (; await person.proposedEdits() > 1; rounds++) {
            edits += await person.sendEditsTogether();
            await person.askWhatIsNext();
        }
        for (; await person.proposedEdits() === 1; edits++) {
            await person.send((await person.nextOpenCard())!);
            await person.askWhatIsNext();
        }
        const runbook = infra.card(/runbook in docs\/plans\/infra\/edge\.md/);
        await person.send(runbook);
        edits++;

        // What only the owner knows.
        ide.write(ISSUER, readFileSync(join(ide.workspace, ISSUER), 'utf8').replace(/email: .*/, 'email: platform@harbourlight.test'));
        ide.write('ai/infra/.env', 'PROJECT_ID=harbourlight-edge\nDNS_DOMAIN=edge.harbourlight.test\n');

        await person.askWhatIsNext();
        const clicksBefore = await person.clicks;
        let runs = 0;
        let asked = 0;
        let updates = 0;
        while (runs < TASKS) {
            const card = await person.nextOpenCard();
            if (!card) {
                await person.askWhatIsNext();
                asked++;
                continue;
            }
            const isRun = await card.part('title').filter({ hasText: /\.sh:/ }).count() > 0;
            const sent = person.sent;
            await person.send(card);
            if (person.sent === sent) {
                await person.askWhatIsNext();
                asked++;
                continue;
            }
            runs += isRun ? 1 : 0;
            // What the owner filled in is in the runbook too.
            edits += isRun ? 0 : 1;
            updates += isRun ? 0 : 1;
        }
        const clicks = await person.clicks;
        const typed = [...person.typed.values()].reduce((sum, text) => sum + text.length, 0);
        console.log(`loved: ${person.cardsSeen} cards, ${edits} edits in ${rounds} answers with ${person.setClicks} clicks for sets, ${runs} runs, ${clicks} clicks in all, ${typed} characters typed for ${person.typed.size} operations, at most ${person.mostOpenAtOnce} cards open, ${person.refused} clicks refused since the card had changed`);

        expect(readFileSync(join(ide.workspace, 'ai/infra/logs/170_verify.log'), 'utf8')).toContain('Verified');
        expect(readFileSync(join(ide.folder, '.stub-state/calls.jsonl'), 'utf8')).toMatch(/hello-world\/deployment\.yaml[\s\S]*"record-sets","create"/);
        expect(proposedEdits(ide)).toEqual([]);
        expect(clicks - clicksBefore).toBeLessThanOrEqual(runs + updates + person.typed.size + asked + person.refused);
        expect(person.mostOpenAtOnce).toBeLessThanOrEqual(7);
        expect([...person.typed.keys()].filter(title => !TYPED_FOR.some(task => title.includes(task)))).toEqual([]);
    });

    test('edits are sent one by one and out of order, one is taken back, and the runbook is there to read', async ({ page }) => {
        test.setTimeout(300_000);
        await open(page, 'flux-overlays');
        await person.startWithThePrompt();
        await infra.trustFolder();
        const [third, first] = [infra.card(/Name apps\/production\/autoscaler\.yaml/), infra.card(/Require FLUX_TIMEOUT/)];
        const file = join(ide.workspace, 'apps/production/kustomization.yaml');
        const before = readFileSync(file);
        await third.send();
        await third.phase('DONE');
        await first.send();
        await first.phase('DONE');
        expect(readFileSync(file).equals(before)).toBe(false);
        await third.rollBack();
        await third.phase('ROLLED_BACK');
        expect(readFileSync(file).equals(before)).toBe(true);

        await person.askWhatIsNext();
        for (let edits = await person.proposedEdits(); edits > 0; edits = await person.proposedEdits()) {
            await (edits > 1 ? person.sendEditsTogether() : person.send((await person.nextOpenCard())!));
            await person.askWhatIsNext();
        }
        expect(readFileSync(file).equals(before)).toBe(false);
        const written = 'docs/plans/infra/fleet.md';
        const runbook = infra.card(/runbook in docs/);
        await runbook.openDiff(written);
        await expect(infra.editorTabs.filter({ hasText: 'fleet.md' })).toBeVisible();
        await person.send(runbook);
        expect(readFileSync(join(ide.workspace, written), 'utf8')).toContain('### Taking it back');
    });
});

/** As the command line derives them now, in an environment of its own. */
function proposedEdits(ide: Ide): readonly unknown[] {
    const { operations } = JSON.parse(infraAgent(ide, 'propose', ide.workspace, '--mode', 'implement', '--json')) as { operations: readonly { edits?: unknown; title: string }[] };
    return operations.filter(operation => operation.edits).map(operation => operation.title);
}
