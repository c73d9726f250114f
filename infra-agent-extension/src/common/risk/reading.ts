/** Everything that was computed about an operation before anyone is asked to approve it. */
import { z } from 'zod';
import { Assessment } from './assessment';

/** What a run would reach, as far as configuration and the text tell, running nothing. HIGH asks the person to type `confirm`. */
export const Target = z.strictObject({
    kind: z.enum(['kube-context', 'cloud-project', 'terraform-workspace', 'host', 'path', 'workspace']),
    /** What the person types: the context, project, host, or the last part of the path. */
    confirm: z.string().min(1),
    /** How the card names it, such as `context gke_prod (cluster 10.0.0.1)`. */
    description: z.string().min(1)
});
export type Target = z.infer<typeof Target>;

export const Reading = z.strictObject({
    /** Begins the card: what will happen, computed, never cut off. */
    sentence: z.string().min(1),
    assessment: Assessment,
    /** Of the rollback, on its own. */
    rollback: Assessment.optional(),
    /** The resolved programs with their arguments; an argument that cannot be known is shown as written. */
    runs: z.array(z.array(z.string())),
    /** Files of the repository that the commands were seen to run or apply. */
    lookedThrough: z.array(z.string()),
    /** Variables that the commands read and that nothing sets. */
    unset: z.array(z.string()),
    target: Target.optional()
});
export type Reading = z.infer<typeof Reading>;
