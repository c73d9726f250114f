/**
 * Keys on a control inside of the list of messages belong to the control. The stock list takes Enter, Escape and the arrow keys of all that
 * is in it for itself, so that a button could be clicked and never pressed, and the caret of a field could not be moved.
 */

const CONTROLS = 'a[href], button, input, select, textarea, summary, [contenteditable="true"], [role="button"], .infra-card, .infra-welcome, .infra-notice, .infra-folded, .infra-answer-set';

/** Whether the key was pressed on more than the list itself. By the path that the event took: what it did may have taken its target away. */
export function isOnControl(event: Event, list: HTMLElement): boolean {
    const path = event.composedPath();
    return path.slice(0, Math.max(0, path.indexOf(list))).some(part => part instanceof HTMLElement && part.matches(CONTROLS));
}
