import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileImage } from '../../../infra-agent-extension/src/common/conductor/events';
import type { Edit } from '../../../infra-agent-extension/src/common/ops/operation';
import { applyImages, inverted, planEdits, removeFolders, type EditSteps, type ImageStore } from '../../../infra-agent-extension/src/node/edit-applier';
import { privateStore } from '../../../infra-agent-extension/src/node/private-store';

export const NO_STEPS: EditSteps = { intend: async () => undefined, applied: async () => undefined };

/** A workspace folder and a private store beside it, both on this machine's disk. */
export interface Bench {
    readonly root: string;
    readonly store: ImageStore;
    plan(...edits: readonly Edit[]): Promise<readonly FileImage[]>;
    /** The reason why a plan is refused; throws if it is not. */
    refusal(...edits: readonly Edit[]): Promise<string>;
    apply(images: readonly FileImage[], steps?: EditSteps): Promise<void>;
    revert(images: readonly FileImage[]): Promise<void>;
    /** Every file and folder with its bytes and mode. */
    snapshot(): Record<string, string>;
    remove(): void;
}

export function createBench(base = tmpdir()): Bench {
    const root = realpathSync(mkdtempSync(join(base, 'edit-test-')));
    const stateFolder = mkdtempSync(join(tmpdir(), 'edit-state-'));
    const store = privateStore(stateFolder);
    const planned = (edits: readonly Edit[]): ReturnType<typeof planEdits> => planEdits(root, edits, store);
    return {
        root, store,
        plan: async (...edits) => {
            const plan = await planned(edits);
            if ('problem' in plan) {
                throw new Error(plan.problem);
            }
            return plan.images;
        },
        refusal: async (...edits) => {
            const plan = await planned(edits);
            if ('images' in plan) {
                throw new Error('It was not refused.');
            }
            return plan.problem;
        },
        apply: (images, steps = NO_STEPS) => applyImages(root, images, store, steps),
        revert: async images => {
            await applyImages(root, inverted(images), store, NO_STEPS);
            removeFolders(root, images.flatMap(image => image.folders ?? []));
        },
        snapshot: () => Object.fromEntries(paths(root, '').map(path => [path, described(join(root, path))])),
        remove: () => [root, stateFolder].forEach(folder => rmSync(folder, { recursive: true, force: true }))
    };
}

function paths(root: string, folder: string): string[] {
    return readdirSync(join(root, folder), { withFileTypes: true })
        .map(entry => [join(folder, entry.name), entry.isDirectory()] as const)
        .flatMap(([path, isFolder]) => (isFolder ? [path, ...paths(root, path)] : [path]));
}

function described(path: string): string {
    const stat = lstatSync(path);
    return `${(stat.mode & 0o7777).toString(8)} ${stat.isDirectory() ? 'folder' : readFileSync(path).toString('base64')}`;
}

/** Mounts a file system of this many KiB; undefined where that is not allowed here. */
export function mountSmallDisk(folder: string, kib: number): { unmount(): void } | undefined {
    try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder], { stdio: 'ignore' });
        return { unmount: () => { execFileSync('umount', [folder]); } };
    } catch {
        return undefined;
    }
}
