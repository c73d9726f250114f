/** Tells the backend that files of the open folder changed, so that what waits unsent is derived again. Which files, it looks at itself. */
import type { FrontendApplicationContribution } from '@theia/core/lib/browser';
import type { URI } from '@theia/core/lib/common/uri';
import { inject, injectable } from '@theia/core/shared/inversify';
import { FileService } from '@theia/filesystem/lib/browser/file-service';
import { WorkspaceService } from '@theia/workspace/lib/browser';
import { InfraService } from '../../common/infra-service';
import { InfraWorkspace } from './infra-workspace';

/** The changes of one checkout or save are told once. In milliseconds. */
const TOGETHER = 300;
/** No fact comes from there, and both change often. */
const NEVER = /\/(\.git|node_modules)\//;

@injectable()
export class WorkspaceWatcher implements FrontendApplicationContribution {

    @inject(FileService)
    protected readonly files!: FileService;

    @inject(WorkspaceService)
    protected readonly workspaces!: WorkspaceService;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    @inject(InfraService)
    protected readonly service!: InfraService;

    protected timer: ReturnType<typeof setTimeout> | undefined;

    initialize(): void {
        // Theia watches the folders of the workspace, but for what `files.watcherExclude` names.
        this.files.onDidFilesChange(({ changes }) => {
            if (changes.some(({ resource }) => this.concerns(resource))) {
                clearTimeout(this.timer);
                this.timer = setTimeout(() => this.tell(), TOGETHER);
            }
        });
    }

    protected concerns(resource: URI): boolean {
        return !NEVER.test(`${resource.path}/`) && this.workspaces.tryGetRoots().some(root => root.resource.isEqualOrParent(resource));
    }

    protected tell(): void {
        const { root } = this.workspace;
        if (root) {
            // A backend that is away looks at all files once it is asked again.
            this.service.filesChanged(root).catch(() => undefined);
        }
    }
}
