import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program } from './git';

describe('The table of git', () => {
    expectVerdicts([program], {
        'LOW local': `
            git
            git status
            git -C infra status --short
            git log --oneline -n 20
            git log -p --since "2 days ago"
            git diff HEAD~1 --stat
            git --no-pager diff
            git show HEAD:README.md
            git blame -L 10,20 README.md
            git branch
            git branch -a
            git branch -vv
            git branch --show-current
            git branch --list 'feature/*'
            git branch --merged main
            git tag
            git tag -l 'v1*'
            git tag -n
            git remote -v
            git remote get-url origin
            git stash list
            git stash show -p
            git reflog
            git rev-parse --show-toplevel
            git ls-files
            git config --list
            git config --get user.email
            git config user.name
            git config get user.name
            git worktree list
            git submodule status
            git describe --tags
            git grep 'kubectl delete'
            git clean -n
            git clean -nfdx
            git add -n .
            git commit --dry-run
            git apply --check x.patch
            git format-patch --stdout HEAD~1
            git -c core.pager=cat log
            git commit --help
            git --version
            git archive HEAD
            git bundle verify x
            git fsck`,
        'LOW external': `
            git ls-remote origin
            git push --dry-run origin main
            git remote show origin`,
        'MED local': `
            git add .
            git commit -m 'push --force'
            git commit -am x
            git commit --amend --no-edit
            git checkout main
            git checkout -b feature/x
            git checkout feature/x
            git checkout v1.2.3
            git checkout $BRANCH
            git switch main
            git switch -c x
            git merge main
            git rebase main
            git cherry-pick abc
            git revert HEAD
            git stash
            git stash push -m x
            git stash pop
            git reset
            git reset --soft HEAD~1
            git reset HEAD~1
            git restore --staged x
            git branch x
            git branch -d x
            git branch -m old new
            git branch -u origin/x
            git tag v1
            git tag -a v1 -m x
            git rm x
            git rm --cached x
            git mv a b
            git init
            git gc
            git gc --prune=never
            git config user.name x
            git config --global user.email x@y
            git config --unset user.name
            git config set user.name x
            git worktree add ../x
            git worktree remove ../x
            git remote add origin git@github.com:o/r.git
            git bisect run ./t.sh --dry-run --help
            git frobnicate`,
        'MED external': `
            git push
            git push origin main
            git push -u origin feature/x
            git push --tags
            git push origin HEAD:refs/heads/x
            git fetch
            git fetch --all --prune
            git pull --rebase
            git clone https://github.com/o/r
            git clone --depth 1 -b main https://github.com/o/r dir
            git submodule update --init --recursive`,
        'HIGH local': `
            git reset --hard
            git reset --hard origin/main
            git -C x reset --har
            git clean -fd
            git clean -fdx
            git checkout -- .
            git checkout .
            git checkout README.md
            git checkout src/
            git checkout HEAD~1 README.md
            git checkout HEAD -- x
            git checkout -f main
            git checkout -B main
            git switch -f main
            git switch --discard-changes main
            git restore .
            git restore --staged --worktree .
            git branch -D x
            git branch --delete --force x
            git branch -f main HEAD~3
            git branch -M main
            git tag -d v1
            git tag -f v1
            git stash drop
            git stash clear
            git reflog expire --expire=now --all
            git gc --prune=now
            git filter-branch --all
            git filter-repo --path x
            git update-ref -d refs/heads/main
            git worktree remove --force ../x
            git rm -rf .
            git config core.hooksPath /tmp/x
            git config --global core.sshCommand 'ssh -i x'
            git config --global alias.x '!rm -rf /'
            git config core.pager $PAGER
            git config --global url.https://x.insteadOf ssh://
            git config --get-all http.extraheader
            git credential fill
            git lfs prune
            git remote remove origin
            git purge-all`,
        'HIGH external': `
            git push -f
            git push --force origin main
            git push --force-with-lease
            git push --forc origin x
            git push origin +main
            git push origin :main
            git push --delete origin x
            git push -d origin x
            git push --mirror
            git push --all origin
            git push origin --prune
            git clone --upload-pack 'rm x' ssh://h/r
            git send-email x`
    });
    expectInner([program], {
        'git -c alias.x="!rm -rf y" x': 'shell rm -rf y',
        'git -c alias.x="reset --hard" x': 'shell git reset --hard',
        'git -c core.sshCommand="ssh -i k" fetch': 'shell ssh -i k',
        'git -c core.pager="less; rm x" log': 'shell less; rm x',
        'git -c core.hooksPath=/tmp/h commit': 'unreadable',
        'git -c user.name=x commit -m y': '',
        'git -c $SETTING log': '',
        'git rebase --exec "rm x" main': 'shell rm x',
        'git rebase -x "make test" main': 'shell make test',
        'git submodule foreach --recursive git reset --hard': 'argv git reset --hard',
        'git submodule foreach "git clean -fd"': 'shell git clean -fd',
        'git bisect run ./t.sh a': 'argv ./t.sh a',
        'git bisect run ./t.sh --dry-run --help': 'argv ./t.sh --dry-run --help',
        'git clone -c core.fsmonitor="rm x" u': 'shell rm x',
        'git clone "ext::sh -c rm"': 'shell sh -c rm',
        'git grep -O"rm x" y': 'shell rm x "$FILE"',
        'git --exec-path=/tmp/x status': 'unreadable',
        'git commit -m "submodule foreach x"': ''
    });
    expectPaths([program], {
        'git log --output=x': 'writes x',
        'git archive -o x.tar HEAD': 'writes x.tar',
        'git clone u ../x': 'touches ../x',
        'git log --oneline': ''
    });
});
