/** Escape closes a small form of a card, and the focus goes back to the button that opened it. */
import type * as React from '@theia/core/shared/react';

export function closesOnEscape(close: () => void): (event: React.KeyboardEvent<HTMLElement>) => void {
    return event => {
        if (event.key === 'Escape') {
            // Told to those who listen further out that this Escape was of use.
            event.preventDefault();
            event.currentTarget.closest('.infra-card')?.querySelector<HTMLElement>('[data-opens="form"][aria-expanded="true"]')?.focus();
            close();
        }
    };
}
