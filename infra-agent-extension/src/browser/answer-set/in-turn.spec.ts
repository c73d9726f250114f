import { expect } from 'chai';
import type { CardView, Outcome } from '../../common/infra-service';
import { sendInTurn } from './in-turn';

const view = (key: string): CardView => ({ key, digest: `shown-${key}`, operation: { title: key, mode: 'test', commands: [{ run: 'ls' }] } } as CardView);

async function send(answers: Readonly<Record<string, Outcome>>, ends: Readonly<Record<string, Outcome>> = {}): Promise<{ sent: string[]; outcome: Awaited<ReturnType<typeof sendInTurn>> }> {
    const sent: string[] = [];
    const outcome = await sendInTurn([view('a'), view('b')], async ({ key, digest }) => {
        sent.push(digest);
        return answers[key] ?? { kind: 'ok', key };
    }, async ({ key }) => ends[key] ?? { kind: 'ok', key });
    return { sent, outcome };
}

describe('a set that is sent with one click', () => {
    it('carries for each the digest that was shown', async () => {
        expect(await send({})).to.deep.equal({ sent: ['shown-a', 'shown-b'], outcome: { sent: 2 } });
    });

    it('approves no other digest where what was shown is no longer so, and ends there', async () => {
        expect(await send({ a: { kind: 'refused', reason: 'digest-changed', message: 'It changed.' } })).to.deep.equal({ sent: ['shown-a'], outcome: { sent: 0, refusal: 'a: It changed.' } });
    });

    it('ends where a run fails', async () => {
        expect(await send({}, { a: { kind: 'refused', reason: 'not-done', message: 'It failed.' } })).to.deep.equal({ sent: ['shown-a'], outcome: { sent: 0, refusal: 'a: It failed.' } });
    });
});
