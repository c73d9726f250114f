import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as ansible } from './ansible';
import { programs as archives } from './archives';
import { programs as checkers } from './checkers';
import { programs as encrypt } from './encrypt';
import { program as envRunners } from './env-runners';
import { program as gh } from './gh';
import { program as glab } from './glab';
import { programs as images } from './images';
import { program as openssl } from './openssl';
import { programs as passwordManagers } from './password-managers';
import { program as sops } from './sops';
import { program as vault } from './vault';

const tables = [...ansible, ...archives, ...checkers, ...encrypt, envRunners, gh, glab, ...images, openssl, ...passwordManagers, sops, vault];

describe('The tables of forges, archives, secrets and checkers', () => {
    expectVerdicts(tables, {
        'LOW local': `
            tar tzf x.tgz
            tar -tvf x.tgz
            tar czf x.tgz src
            tar -czf - src
            tar xzf x.tgz -O
            unzip -l x.zip
            unzip -p x.zip a
            zip -r x.zip src
            gzip x
            zstd -d x.zst
            7z l x.7z
            prettier --check .
            pre-commit validate-config
            openssl x509 -in x.pem -noout -text
            openssl req -in x.csr -noout -text
            openssl dgst -sha256 x
            openssl rand -hex 16
            openssl version
            openssl rsa -in k -pubout -noout
            gpg --list-keys
            gpg --verify x.asc x
            gpg -k
            age -r x -o y z
            sops encrypt x.yaml
            sops -e x.yaml
            pass ls
            ansible-playbook --syntax-check x.yml
            ansible-playbook --list-tasks x.yml
            ansible-inventory --list
            ansible-vault encrypt x.yml
            vagrant status
            direnv exec . ls
            busybox ls
            patch --dry-run -p1`,
        'LOW external': `
            gh pr list
            gh pr view 1 --json title
            gh pr checks
            gh run view 1 --log
            gh issue list -l bug
            gh api repos/o/r/pulls
            gh api -X GET search/issues -f q=x
            gh api graphql -f query='query { viewer { login } }'
            gh auth status
            gh secret list
            glab mr list
            glab ci status
            glab api projects
            vault status
            vault kv list secret/
            vault policy list
            op item list
            op run -- ls
            doppler run -- ls
            skopeo inspect docker://x
            crane digest x
            cosign verify x
            openssl s_client -connect example.com:443
            ansible-playbook --check x.yml
            ansible all -m ping
            ansible all -m setup
            ansible all -a uptime`,
        'MED local': `
            tar xzf x.tgz
            tar -xf x.tgz -C dir
            tar --extract --file x.tgz
            unzip x.zip
            7z x x.7z
            pre-commit run --all-files
            patch -p1
            openssl req -newkey rsa:2048 -keyout k -out r
            openssl genrsa -out k 2048
            gpg --import x
            age-keygen -o k
            prettier --write
            vagrant up
            ansible-galaxy install x
            buildah bud .`,
        'MED external': `
            gh pr create --fill
            gh pr merge 1 --squash
            gh pr comment 1 -b x
            gh workflow run x.yml
            gh run rerun 1
            gh issue close 1
            gh repo clone o/r
            gh release create v1
            gh api -X POST repos/o/r/issues -f title=x
            glab mr merge 1
            skopeo copy docker://a docker://b
            crane push x y
            ansible-playbook x.yml
            ansible web -m yum -a 'name=x'
            buildah push x`,
        'HIGH local': `
            tar -xPf x.tgz
            tar --delete -f x.tar a
            openssl genrsa 2048
            openssl rsa -in k
            openssl enc -d -in x
            openssl ca -in x
            gpg -d x
            gpg --export-secret-keys x
            gpg --delete-keys x
            gpg --gen-key
            age -d x
            age-keygen
            sops -d x.yaml
            sops decrypt x.yaml
            sops x.yaml
            sops updatekeys x.yaml
            pass show x
            ansible-vault view x.yml
            ansible-vault decrypt x.yml
            vagrant destroy -f
            direnv allow
            buildah rm -a
            busybox --install`,
        'HIGH external': `
            gh repo delete o/r
            gh repo edit --visibility public
            gh repo create x --public
            gh secret set X
            gh pr merge 1 --admin
            gh release delete v1
            gh auth token
            gh auth status --show-token
            gh api -X DELETE repos/o/r
            gh api -X PUT repos/o/r/collaborators/x
            gh api graphql -f query='mutation { x }'
            gh api graphql -F query=@x
            gh gist create x
            gh ssh-key add x
            gh workflow disable x
            glab variable get X
            glab repo delete x
            vault kv get secret/x
            vault read x
            vault kv put secret/x a=b
            vault kv delete secret/x
            vault policy write x y
            vault operator seal
            vault secrets disable x
            vault login
            op read op://x
            op item delete x
            skopeo delete docker://x
            crane delete x
            cosign sign x
            aws-vault export x
            ansible-playbook destroy-cluster.yml
            ansible all -m reboot
            ansible web -m service -a 'name=x state=stopped'
            ansible web -m user -a name=x
            ansible-pull -U x
            salt '*' cmd.run x
            openssl s_server -port 1`
    });
    expectInner(tables, {
        'tar -cf x --checkpoint=1 --checkpoint-action=exec="rm x" y': 'shell rm x',
        'tar xf x --to-command="rm y"': 'shell rm y',
        'tar -I "sh -c rm" -xf x': 'shell sh -c rm',
        'tar --use-compress-program="zstd -T0" -cf x y': '',
        'zip -TT "rm x" a b': 'shell rm x',
        'ansible all -m shell -a "rm -rf x"': '@external shell rm -rf x',
        'ansible web -a "systemctl stop x"': '@external shell systemctl stop x',
        'vagrant ssh web -c "rm x"': '@local shell rm x',
        'op run --env-file=.env -- rm x': 'argv rm x',
        'doppler run --command="rm x"': 'shell rm x',
        'doppler run -- rm x': 'argv rm x',
        'sops exec-env x.yaml "rm y"': 'shell rm y',
        'aws-vault exec prod -- aws s3 rm x': 'argv aws s3 rm x',
        'chamber exec svc -- rm x': 'argv rm x',
        'direnv exec . rm x': 'argv rm x',
        'dotenv -- rm x': 'argv rm x',
        'dotenv rm x': 'argv rm x',
        'busybox rm x': 'argv rm x',
        'sshpass -p x ssh h rm y': 'argv ssh h rm y',
        'buildah run c rm x': '@local argv rm x'
    });
    expectPaths(tables, {
        'tar czf x.tgz src docs': 'reads src docs, writes x.tgz',
        'tar cfz x.tgz src': 'reads src, writes x.tgz',
        'tar -xzf x.tgz -C /opt': 'touches /opt',
        'tar xzf x.tgz': 'touches .',
        'tar xfC x.tgz /opt': 'touches /opt',
        'tar tzf x.tgz': '',
        'tar --create --file=x.tar --remove-files a': 'reads a, writes x.tar, deletes a',
        'tar czf x.tgz ~/.aws': 'reads ~/.aws, writes x.tgz',
        'unzip x.zip -d /opt': 'touches /opt',
        'zip -rm x.zip a': 'reads a, writes x.zip, deletes a',
        'gzip -k x': 'touches x x.gz',
        'gzip -dc x.gz': 'reads x.gz',
        'openssl x509 -in a -out b': 'writes b',
        'prettier --write a.ts': 'writes a.ts',
        'sops -d -i x.yaml': 'writes x.yaml',
        'patch -p1 -d sub': 'touches sub'
    });
});
