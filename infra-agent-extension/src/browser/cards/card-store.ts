/**
 * The window's copy of the cards that are shown: the backend's views, and what the person has begun on each. One for a window.
 * It must not decide anything about an operation; that is the conductor's.
 */
import { Emitter } from '@theia/core/lib/common/event';
import { inject, injectable, postConstruct } from '@theia/core/shared/inversify';
import { InfraService, type CardView } from '../../common/infra-service';
import { InfraClientImpl } from '../connection/infra-client-impl';
import { EMPTY_DRAFT, type CardDraft } from './card-draft';
import { meaningOf } from './card-view-model';

export interface CardEntry {
    readonly root: string;
    readonly key: string;
    readonly view?: CardView;
    readonly draft: CardDraft;
    readonly changed: boolean;
    readonly justChanged: boolean;
    /** Why there is no view, once that is known. */
    readonly problem?: 'unknown' | 'offline';
}

/** DESIGN §4: after a change of what it would do, a card cannot be sent for this long. */
const CHANGE_PAUSE_MS = 1000;

@injectable()
export class CardStore {

    @inject(InfraService)
    protected readonly service!: InfraService;

    @inject(InfraClientImpl)
    protected readonly client!: InfraClientImpl;

    protected readonly entries = new Map<string, CardEntry>();
    protected readonly wanted = new Map<string, Set<string>>();
    protected fetching = false;
    protected readonly unfolded = new Set<string>();

    protected readonly changedEmitter = new Emitter<{ root: string; key: string }>();
    readonly onDidChange = this.changedEmitter.event;

    @postConstruct()
    protected init(): void {
        this.client.onCardsChanged(({ root, cards }) => cards.forEach(view => this.receive(root, view)));
    }

    /** The entry as it is now; the first ask for a key fetches it. The same object as long as nothing changes. */
    entry(root: string, key: string): CardEntry {
        const known = this.entries.get(id(root, key));
        if (known) {
            return known;
        }
        const entry: CardEntry = { root, key, draft: EMPTY_DRAFT, changed: false, justChanged: false };
        this.entries.set(id(root, key), entry);
        this.fetch(root, key);
        return entry;
    }

    draft(root: string, key: string, patch: Partial<CardDraft>): void {
        const entry = this.entry(root, key);
        this.put({ ...entry, draft: { ...entry.draft, ...patch } });
    }

    /** Groups of cards that a person unfolded, by name. */
    isUnfolded(name: string): boolean {
        return this.unfolded.has(name);
    }

    unfold(name: string, open: boolean): void {
        this.unfolded[open ? 'add' : 'delete'](name);
        this.changedEmitter.fire({ root: '', key: name });
    }

    fetch(root: string, key: string): void {
        const keys = this.wanted.get(root) ?? new Set<string>();
        this.wanted.set(root, keys.add(key));
        if (!this.fetching) {
            this.fetching = true;
            // Cards of one answer ask one after the other; one call serves them all.
            queueMicrotask(() => this.fetchWanted());
        }
    }

    protected async fetchWanted(): Promise<void> {
        const wanted = [...this.wanted].map(([root, keys]) => ({ root, keys: [...keys] }));
        this.wanted.clear();
        this.fetching = false;
        for (const { root, keys } of wanted) {
            try {
                const views = await this.service.cards(root, keys);
                views.forEach(view => this.receive(root, view));
                const missing = keys.filter(key => !views.some(view => view.key === key));
                missing.forEach(key => this.put({ ...this.entry(root, key), problem: 'unknown' }));
            } catch {
                // Shown on each card, with a button that asks again.
                keys.forEach(key => this.put({ ...this.entry(root, key), problem: 'offline' }));
            }
        }
    }

    protected receive(root: string, view: CardView): void {
        const before = this.entries.get(id(root, view.key));
        if (!before) {
            return;
        }
        const changed = before.view?.digest !== undefined && before.view.digest !== view.digest && meaningOf(before.view) !== meaningOf(view);
        this.put({ ...before, view, problem: undefined, changed: before.changed || changed, justChanged: before.justChanged || changed });
        if (changed) {
            // What was typed or ticked was meant for what the card said before.
            this.draft(root, view.key, { typed: '', ticked: [] });
            setTimeout(() => this.put({ ...this.entry(root, view.key), justChanged: false }), CHANGE_PAUSE_MS);
        }
    }

    protected put(entry: CardEntry): void {
        this.entries.set(id(entry.root, entry.key), entry);
        this.changedEmitter.fire({ root: entry.root, key: entry.key });
    }
}

function id(root: string, key: string): string {
    return `${root}\n${key}`;
}
