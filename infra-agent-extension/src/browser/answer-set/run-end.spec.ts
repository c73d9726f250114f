import { expect } from 'chai';
import { Emitter } from '@theia/core/lib/common/event';
import type { Phase } from '../../common/conductor/operation-state';
import type { CardView, Outcome } from '../../common/infra-service';
import { endOfRun, runEnded } from './run-end';

const APPROVAL = { by: 'somebody', at: '2026-01-01T00:00:00.000Z', from: 'ide' } as const;

function view(phase: Phase, change: Partial<CardView> = {}): CardView {
    return { key: 'k', phase, approvals: 0, operation: { title: 'List', mode: 'test', commands: [{ run: 'ls' }] }, ...change } as CardView;
}

/** What the window has of one card, told in order. */
class Told {
    private readonly changed = new Emitter<{ root: string; key: string }>();
    private now: { view?: CardView; problem?: 'unknown' | 'offline' } = {};
    readonly onDidChange = this.changed.event;
    asked = 0;

    entry(): typeof this.now {
        return this.now;
    }

    fetch(): void {
        this.asked++;
    }

    tell(now: typeof this.now): void {
        this.now = now;
        this.changed.fire({ root: '/w', key: 'k' });
    }
}

async function told(...views: readonly CardView[]): Promise<Outcome | 'still waits'> {
    const store = new Told();
    const ended = runEnded(store, '/w', view('WAIT_FOR_APPROVE'));
    views.forEach(each => store.tell({ view: each }));
    return Promise.race([ended, new Promise<'still waits'>(resolve => { setImmediate(resolve, 'still waits'); })]);
}

describe('the end of a run that was sent', () => {
    it('is not seen in a view from before the approval', async () => {
        expect(await told(view('WAIT_FOR_APPROVE'))).to.equal('still waits');
        expect(await told(view('DONE', { approvals: 0 }))).to.equal('still waits');
    });

    it('is not there while it waits in the queue, or runs', async () => {
        expect(await told(view('WAIT_FOR_APPROVE', { approvals: 1, approval: APPROVAL }), view('APPLYING', { approvals: 1, approval: APPROVAL }))).to.equal('still waits');
    });

    it('is there when it is done', async () => {
        expect(await told(view('WAIT_FOR_APPROVE'), view('APPLYING', { approvals: 1, approval: APPROVAL }), view('DONE', { approvals: 1, approval: APPROVAL }))).to.deep.equal({ kind: 'ok', key: 'k' });
    });

    it('counts from the approvals that the person saw', async () => {
        const store = new Told();
        const ended = runEnded(store, '/w', view('WAIT_FOR_APPROVE', { approvals: 1 }));
        store.tell({ view: view('READY_FOR_APPLY', { approvals: 1, note: 'It lapsed.' }) });
        store.tell({ view: view('DONE', { approvals: 2 }) });
        expect(await ended).to.deep.equal({ kind: 'ok', key: 'k' });
    });

    it('is a plain sentence where the backend is gone', async () => {
        const store = new Told();
        const ended = runEnded(store, '/w', view('WAIT_FOR_APPROVE'));
        store.tell({ problem: 'offline' });
        expect(await ended).to.deep.include({ kind: 'refused', reason: 'no-answer' });
    });

    it('asks once for the view that is there now', () => {
        const store = new Told();
        void runEnded(store, '/w', view('WAIT_FOR_APPROVE'));
        expect(store.asked).to.equal(1);
    });
});

describe('what the end of a run is called', () => {
    const PHASES: readonly Phase[] = ['IN_PROGRESS', 'VALIDATING', 'BLOCKED', 'READY_FOR_APPLY', 'WAIT_FOR_APPROVE', 'FAILED', 'CANCELLED', 'INTERRUPTED', 'ROLLBACK', 'ROLLED_BACK', 'REJECTED', 'EXPIRED', 'SUPERSEDED'];

    it('is a sentence in every phase but DONE', () => {
        for (const phase of PHASES) {
            const end = endOfRun(view(phase, { approvals: 1 }));
            expect(end.kind === 'refused' && end.message, phase).to.match(/^[A-Z].*\.$/);
        }
    });

    it('says why, where that is known', () => {
        expect(endOfRun(view('INTERRUPTED', { note: 'The backend ended.' }))).to.deep.include({ message: 'It was interrupted. The backend ended.' });
        expect(endOfRun(view('BLOCKED', { sendRefusal: 'Blocked: a check failed.' }))).to.deep.include({ message: 'Blocked: a check failed.' });
        expect(endOfRun(view('FAILED', { observation: { problem: 'A file changed.' } as CardView['observation'] }))).to.deep.include({ message: 'It failed. A file changed.' });
    });
});
