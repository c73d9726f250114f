/** A button that was clicked may go away with what it did; the focus then stays on what it was a part of, instead of falling to the page's top. */
import * as React from '@theia/core/shared/react';

/** For an element that can have the focus (`tabIndex={-1}`). */
export function useKeptFocus(): React.RefObject<HTMLElement> {
    const whole = React.useRef<HTMLElement>(null);
    const hadFocus = whole.current?.contains(document.activeElement) ?? false;
    React.useLayoutEffect(() => {
        if (hadFocus && !whole.current?.contains(document.activeElement)) {
            whole.current?.focus({ preventScroll: true });
        }
    });
    return whole;
}
