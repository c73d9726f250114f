/** What is printed where it is wanted: inside a substitution or before a pipe. */
import { getSlot, setSlot } from './state';
import type { State } from './state';
import { concat } from './value';
import type { Value } from './value';

export function print(state: State, printed: Value): void {
    if (printed.length > 0) {
        setSlot(state, 'out', concat(getSlot(state, 'out'), printed));
    }
}
