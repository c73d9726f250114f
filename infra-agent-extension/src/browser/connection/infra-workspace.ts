/** Which folder this window works on, and what the backend says of it. The first root counts: an operation belongs to one folder. */
import { Emitter } from '@theia/core/lib/common/event';
import { inject, injectable, postConstruct } from '@theia/core/shared/inversify';
import { WorkspaceService } from '@theia/workspace/lib/browser';
import { InfraService, type WorkspaceStatus } from '../../common/infra-service';

@injectable()
export class InfraWorkspace {

    @inject(WorkspaceService)
    protected readonly workspaceService!: WorkspaceService;

    @inject(InfraService)
    protected readonly service!: InfraService;

    protected readonly changedEmitter = new Emitter<void>();
    readonly onDidChange = this.changedEmitter.event;

    protected readonly trustedEmitter = new Emitter<boolean>();
    readonly onDidTrust = this.trustedEmitter.event;

    status: WorkspaceStatus | undefined;
    /** Why the backend could not be asked, as one sentence; shown instead of a status. */
    problem: string | undefined;

    protected opening: Promise<void> = Promise.resolve();

    @postConstruct()
    protected init(): void {
        this.workspaceService.onWorkspaceChanged(() => {
            this.status = undefined;
            this.refresh();
        });
        this.opening = this.workspaceService.ready.then(() => this.open());
    }

    /** Absolute path of the folder as the backend knows it, free of symbolic links; `undefined` where none is open. */
    get root(): string | undefined {
        return this.status?.root ?? this.folder;
    }

    protected get folder(): string | undefined {
        return this.workspaceService.tryGetRoots().find(root => root.resource.scheme === 'file')?.resource.path.fsPath();
    }

    get trusted(): boolean {
        return this.status?.trusted === true;
    }

    /** Resolves once the folder is known and the backend has answered for it. */
    async ready(): Promise<string | undefined> {
        await this.opening;
        return this.root;
    }

    async refresh(): Promise<void> {
        this.opening = this.open();
        return this.opening;
    }

    /** A person's decision; callers must be our own widgets or Theia's trust dialog. */
    async trust(trusted: boolean): Promise<void> {
        const root = this.root;
        if (root) {
            this.status = await this.service.trustWorkspace(root, trusted);
            this.changedEmitter.fire();
            this.trustedEmitter.fire(trusted);
        }
    }

    protected async open(): Promise<void> {
        const folder = this.folder;
        this.problem = undefined;
        try {
            this.status = folder ? await this.service.openWorkspace(folder) : undefined;
        } catch (error) {
            this.status = undefined;
            this.problem = error instanceof Error ? error.message : String(error);
        }
        this.changedEmitter.fire();
    }
}
