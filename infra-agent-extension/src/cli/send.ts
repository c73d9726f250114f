/** Has the person at the terminal decide on one operation, and runs it through the gate if they approve. */
import { confirmationOf, effectiveRisk } from '../common/conductor/decide-approval';
import type { CardView } from '../common/infra-service';
import type { ApprovalWay } from '../common/conductor/events';
import { presentCards } from '../node/answer/present-cards';
import type { WorkspaceConductor } from '../node/gate/workspace-conductor';
import { ask, hasTerminal } from './ask';
import { Failure } from './failure';
import { showOperation, showResult } from './show-operation';

export interface Decided {
    readonly card: CardView;
    readonly exitCode: 0 | 1 | 3;
    readonly message?: string;
}

/** `approve` names exactly what may run where there is no terminal. */
export async function decideAndSend(conductor: WorkspaceConductor, key: string, options: { approve?: string; quiet?: boolean }): Promise<Decided> {
    const card = await cardOf(conductor, key);
    if (!options.quiet) {
        showOperation(card);
    }
    const click = options.approve === undefined ? await askPerson(conductor, card) : flagClick(card, options.approve);
    if ('message' in click) {
        return { card, exitCode: 3, message: click.message };
    }
    const outcome = await conductor.send({ key, digest: card.digest ?? '', ...click });
    if (outcome.kind === 'refused') {
        return { card: await cardOf(conductor, key), exitCode: 3, message: outcome.message };
    }
    await conductor.idle();
    const after = await cardOf(conductor, key);
    if (!options.quiet) {
        showResult(after);
    }
    return { card: after, exitCode: after.phase === 'DONE' ? 0 : after.phase === 'FAILED' || after.phase === 'CANCELLED' ? 1 : 3, message: after.note };
}

/** The CLI asks once for the trust that the IDE's dialog asks for. */
export async function mustBeTrusted(conductor: WorkspaceConductor): Promise<void> {
    const { workspace } = conductor;
    if (await workspace.trusted()) {
        return;
    }
    if (!hasTerminal()) {
        throw new Failure(`${workspace.root} is restricted. Trust it once in the IDE, or run this in a terminal, which asks.`, 3);
    }
    const answer = await ask(`Do you trust ${workspace.root} and its authors, so that operations may run there? [y/N] `);
    if (!/^y(es)?$/i.test(answer)) {
        throw new Failure('The folder stays restricted; nothing was sent.', 3);
    }
    await workspace.setTrusted(true);
}

export async function cardOf(conductor: WorkspaceConductor, key: string): Promise<CardView> {
    const [card] = await presentCards(conductor, [key]);
    if (!card) {
        throw new Failure(`There is no operation ${key} in this workspace; \`infra-agent journal show\` lists them.`, 2);
    }
    return card;
}

interface Click {
    readonly way: ApprovalWay;
    readonly typed?: string;
    readonly ticked: readonly number[];
}

function flagClick(card: CardView, approve: string): Click | { readonly message: string } {
    return card.digest === approve ? { way: 'flag', ticked: [] }
        : { message: `--approve names ${approve}, and this operation's digest is ${card.digest ?? 'not computed'}; nothing was run.` };
}

async function askPerson(conductor: WorkspaceConductor, card: CardView): Promise<Click | { readonly message: string }> {
    const state = conductor.state.operations.get(card.key);
    if (!card.canSend || !state) {
        return { message: card.sendRefusal ?? 'It cannot be sent.' };
    }
    if (!hasTerminal()) {
        const isHigh = effectiveRisk(state) === 'HIGH';
        return { message: isHigh ? 'It is HIGH, and there is no terminal to ask a person at; nothing was run.' : `There is no terminal to ask at; to approve exactly this, give --approve ${card.digest ?? ''}` };
    }
    const ticked = await tickedBy(card);
    const confirmation = confirmationOf(state);
    const answer = await ask(confirmation === undefined ? 'Send? [y/N] ' : `HIGH: type "${confirmation}" to send, anything else to leave it: `);
    const approved = confirmation === undefined ? /^y(es)?$/i.test(answer) : answer === confirmation;
    return approved ? { way: 'asked', ticked, ...(confirmation === undefined ? {} : { typed: answer }) } : { message: 'Not sent.' };
}

async function tickedBy(card: CardView): Promise<number[]> {
    const ticked: number[] = [];
    for (const [index, precondition] of (card.operation.preconditions ?? []).entries()) {
        if ('manual' in precondition && /^y(es)?$/i.test(await ask(`Is it so? ${precondition.manual} [y/N] `))) {
            ticked.push(index);
        }
    }
    return ticked;
}
