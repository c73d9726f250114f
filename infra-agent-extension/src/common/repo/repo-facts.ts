/**
 * What a repository holds, read and not run: its things ("nodes"), and how they hang together ("edges"), each with the place that says so.
 * Paths are relative to the workspace, with `/`. Lines and characters are zero-based, as in the Language Server Protocol.
 */
import { z } from 'zod';

export const Place = z.strictObject({ file: z.string(), line: z.int().min(0), character: z.int().min(0), endLine: z.int().min(0), endCharacter: z.int().min(0) });
export type Place = z.infer<typeof Place>;

export const NodeKind = z.enum([
    'entry-point', 'task', 'library', 'script', 'makefile', 'npm-scripts', 'manifest', 'kustomization', 'chart', 'values',
    'terraform-module', 'dockerfile', 'compose', 'pipeline', 'doc', 'env-example', 'config', 'other'
]);
export type NodeKind = z.infer<typeof NodeKind>;

/** One file and what it is. A file has one kind; what a kind knows more is in the lists below. */
export const RepoNode = z.strictObject({
    file: z.string(),
    kind: NodeKind,
    /** Position among its siblings, for numbered or listed tasks. */
    order: z.number().optional(),
    executable: z.boolean(),
    /** Not read: binary, too large, unreadable; `note` says which. */
    note: z.string().optional()
});
export type RepoNode = z.infer<typeof RepoNode>;

export const EdgeKind = z.enum(['runs', 'sources', 'applies', 'refers-to', 'sets', 'needs', 'defines', 'calls', 'logs-to']);
export type EdgeKind = z.infer<typeof EdgeKind>;

/** From a file to a file, variable, tool, function or Kubernetes object. `missing` says that the target is named and not there. */
export const RepoEdge = z.strictObject({
    kind: EdgeKind,
    from: z.string(),
    to: z.string().describe('path for files; otherwise NAME, tool, function, or Kind/namespace/name'),
    toKind: z.enum(['file', 'variable', 'tool', 'function', 'object']),
    place: Place,
    missing: z.boolean().optional()
});
export type RepoEdge = z.infer<typeof RepoEdge>;

/** A Kubernetes object that a manifest defines. */
export const KubernetesObject = z.strictObject({
    file: z.string(),
    place: Place,
    apiVersion: z.string(),
    kind: z.string(),
    name: z.string(),
    namespace: z.string().optional()
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;

export const RepoFacts = z.strictObject({
    nodes: z.array(RepoNode),
    edges: z.array(RepoEdge),
    objects: z.array(KubernetesObject),
    /** The scripts that a person starts, most canonical first. */
    entryPoints: z.array(z.string()),
    counts: z.strictObject({ files: z.int().min(0), read: z.int().min(0), skipped: z.int().min(0) }),
    /** What could not be read or was left out, in sentences. */
    notes: z.array(z.string())
});
export type RepoFacts = z.infer<typeof RepoFacts>;
