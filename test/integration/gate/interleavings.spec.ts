import { expect } from 'chai';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import type { Event } from '../../../infra-agent-extension/src/common/conductor/events';
import { cleanUp, clickOf, openGate, until } from './support';
import type { Gate } from './support';

const ACTIONS = ['send', 'reject', 'withdraw', 'cancel', 'rollBack', 'runAgain', 'markDone', 'edit', 'refresh', 'lookAgain', 'wait', 'lapse', 'restrict', 'trust', 'check'] as const;
interface Step {
    readonly action: typeof ACTIONS[number];
    /** Of all that was proposed, counted round. */
    readonly operation: number;
    readonly window: 0 | 1;
    /** Not waited for, so that the next steps fall into it. */
    readonly atOnce: boolean;
}

/** Mostly what makes something run: else the property would hold for want of runs. */
const action = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('send' as const, 'send' as const, 'rollBack' as const, 'runAgain' as const, 'trust' as const) }, { weight: 2, arbitrary: fc.constantFrom(...ACTIONS) });
const step: fc.Arbitrary<Step> = fc.record({ action, operation: fc.nat(20), window: fc.constantFrom(0, 1), atOnce: fc.boolean() });

describe('whatever is clicked in two windows, in whatever order', () => {
    afterEach(cleanUp);

    it('no key runs twice, no two run at once, and nothing runs without a fresh approval of what it is', async function () {
        this.timeout(240_000);
        let runs = 0;
        await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async steps => {
            const gate = await openGate();
            const windows = [gate.conductor, await gate.open()] as const;
            await play(gate, windows, steps);
            runs += judge(await gate.events());
            await cleanUp();
        }), { numRuns: 40 });
        // Far below what is usual, so that it tells only of a property that held for want of runs.
        expect(runs).to.be.greaterThan(10);
    });

    it('the files are what the runs wrote that were not rolled back', async () => {
        const gate = await openGate();
        const second = await gate.open();
        const keys = await Promise.all(['a', 'b', 'c'].map(name => gate.proposeOperation({ title: 'New', mode: 'implement', edits: [{ file: `${name}.txt`, content: name }] })));
        await Promise.all(keys.flatMap(key => [gate.send(key), second.send(clickOf(gate.state(key)))]));
        await settled([gate.conductor, second]);
        await Promise.all([gate.conductor.rollBack(keys[0]), second.rollBack(keys[0]), second.rollBack(keys[1])]);
        await settled([gate.conductor, second]);
        expect(keys.map(key => gate.state(key).phase)).to.deep.equal(['ROLLED_BACK', 'ROLLED_BACK', 'DONE']);
        expect(readdirSync(gate.root)).to.deep.equal(['c.txt']);
    });
});

async function play(gate: Gate, windows: readonly [Gate['conductor'], Gate['conductor']], steps: readonly Step[]): Promise<void> {
    gate.write('f.txt', 'one\ntwo\n');
    const edits = [{ file: 'f.txt', patch: '@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n' }];
    await gate.conductor.propose([
        { operation: { title: 'Change', mode: 'implement', edits }, origin: { kind: 'file' } },
        { operation: { title: 'Make', mode: 'implement', edits: [{ file: 'a/new.txt', content: 'x' }], preconditions: [{ file: 'f.txt' }] }, origin: { kind: 'file' } },
        { operation: { title: 'Both', mode: 'implement', edits: [{ file: 'b.txt', content: 'x' }, { file: 'c.txt', content: 'x' }], preconditions: [{ command: 'ls' }] }, origin: { kind: 'file' } }
    ]);
    const pending: Promise<unknown>[] = [];
    for (const one of steps) {
        const doing = take(gate, windows[one.window], one);
        pending.push(doing);
        await (one.atOnce ? undefined : doing);
    }
    await Promise.all(pending);
    gate.ahead = 0;
    await settled(windows);
}

/** Either window may begin what is next: they are in one process, and so of one owner. */
function settled(windows: readonly Gate['conductor'][]): Promise<void> {
    return until(async () => {
        await Promise.all(windows.map(window => window.idle()));
        const { running, queue } = await windows[0].workspace.journal.refresh();
        return running === undefined && queue.length === 0;
    });
}

async function take(gate: Gate, window: Gate['conductor'], { action: what, operation }: Step): Promise<unknown> {
    const states = [...window.state.operations.values()];
    const state = states[operation % states.length];
    switch (what) {
        case 'send': return window.send(clickOf(state));
        case 'reject': return window.reject(state.key, 'no');
        case 'withdraw': return window.withdraw(state.key);
        case 'cancel': return window.cancel(state.key);
        case 'rollBack': return window.rollBack(state.key);
        case 'runAgain': return window.runAgain(state.key);
        case 'markDone': return window.markDone(state.key, 'seen');
        case 'check': return window.check(state.key, state.digest ?? '');
        case 'refresh': return window.refresh();
        case 'lookAgain': return window.lookAgain();
        case 'wait': return window.idle();
        case 'edit': return gate.write('f.txt', gate.read('f.txt').includes('three') ? 'one\ntwo\n' : 'one\ntwo\nthree\n');
        case 'lapse': gate.ahead += 6 * 60_000; return undefined;
        case 'restrict': case 'trust': return window.workspace.setTrusted(what === 'trust');
        default: return what satisfies never;
    }
}

/** From the journal alone; answers with how many runs it saw. */
function judge(events: readonly Event[]): number {
    const approved = new Map<string, string>();
    const ran = new Set<string>();
    let running: string | undefined;
    for (const event of events) {
        switch (event.type) {
            case 'OperationApproved': approved.set(event.key, event.digest); break;
            case 'ApprovalWithdrawn': case 'OperationRejected': case 'OperationSuperseded': case 'OperationExpired': approved.delete(event.key); break;
            case 'RunStarted':
                expect(ran.has(event.key), 'run twice').to.equal(false);
                expect(running, 'two at once').to.equal(undefined);
                expect(approved.get(event.key), 'not what was approved').to.equal(event.digest);
                ran.add(event.key);
                running = event.key;
                break;
            case 'EditIntended': case 'EditApplied': case 'CommandStarted': expect(running, 'outside of its run').to.equal(event.key); break;
            case 'RunObserved': case 'RunInterrupted':
                expect(running).to.equal(event.key);
                running = undefined;
                break;
            default: break;
        }
    }
    expect(running, 'a run without an end').to.equal(undefined);
    return ran.size;
}
