/** Where the focus goes for a person who asks for the next operation: to the card as a whole, from which the Tab key leads through its parts. */
import type { Phase } from '../../common/conductor/operation-state';

const ASKS: ReadonlySet<string> = new Set<Phase>(['WAIT_FOR_APPROVE', 'READY_FOR_APPLY', 'BLOCKED', 'APPLYING', 'FAILED', 'INTERRUPTED']);

/** In the list: the next card that asks for something, round to the first. From elsewhere: back to the card that was left, by its key, else to the first of the last answer. */
export function nextOperation(list: HTMLElement, left: string | undefined): HTMLElement | undefined {
    const cards = Array.from(list.querySelectorAll<HTMLElement>('.infra-card[data-infra-card]')).filter(card => card.parentElement?.closest('.infra-card') === null);
    const asking = cards.filter(card => ASKS.has(card.dataset.phase ?? ''));
    const from = document.activeElement;
    if (!from || !list.contains(from)) {
        const lastAnswer = asking.at(-1)?.closest('[data-index]');
        return cards.find(card => card.dataset.infraCard === left) ?? asking.find(card => card.closest('[data-index]') === lastAnswer);
    }
    return asking.find(card => (from.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) ?? asking[0];
}
