import { expectInner, expectVerdicts } from '../table-cases';
import { programs as platforms } from './app-platforms';
import { programs as validators } from './config-validators';
import { program as fly } from './flyctl';
import { program as heroku } from './heroku';
import { programs as clouds } from './smaller-clouds';
import { program as wrangler } from './wrangler';

const tables = [...platforms, ...validators, fly, heroku, ...clouds, wrangler];

describe('The tables of smaller clouds, platforms and validators', () => {
    expectVerdicts(tables, {
        'LOW local': `
            kubeconform -strict -summary k8s/web.yaml
            kubeval k8s/web.yaml
            conftest test k8s/web.yaml -p policy
            opa eval -d policy 'data.main.deny'
            tflint --recursive
            tfsec .
            checkov -d infra
            trivy image nginx:1.27
            trivy fs .
            trivy config infra
            terraform-docs markdown modules/net
            shfmt -d .
            hadolint Dockerfile
            doctl auth list`,
        'LOW external': 'infracost breakdown --path infra',
        'LOW cloud': `
            doctl compute droplet list
            doctl k8s cluster get edge
            hcloud server list
            openstack server list
            openstack project list
            oci compute instance list
            linode-cli linodes list
            linode-cli lke clusters-list
            ibmcloud ks cluster ls
            aliyun ecs DescribeInstances
            fly status
            fly logs
            heroku apps
            heroku logs --tail -a web
            vercel ls
            wrangler tail
            wrangler deploy --dry-run
            firebase projects:list`,
        'MED local': `
            tflint --init
            conftest pull oci://example.com/policy
            doctl auth init
            hcloud context use prod`,
        'MED cluster': 'trivy k8s --report summary cluster',
        'MED cloud': `
            doctl compute droplet create web --size s-1vcpu-1gb
            doctl kubernetes cluster kubeconfig save edge
            hcloud server create --name web
            openstack server create web
            fly deploy
            fly scale count 3
            heroku ps:scale web=2
            heroku releases:rollback v10
            vercel --prod
            vercel deploy
            wrangler deploy
            firebase deploy
            netlify deploy --prod`,
        'HIGH external': 'checkov -d . --bc-api-key key',
        'HIGH local': `
            checkov -d . --external-checks-git https://example.com/checks
            doctl auth init -t token
            hcloud context delete prod`,
        'HIGH cloud': `
            doctl compute droplet rm web -f
            doctl compute droplet-action reboot 1
            doctl compute domain records create example.com
            doctl compute firewall create --name f
            doctl kubernetes cluster kubeconfig show edge
            doctl databases connection db
            hcloud server delete web
            hcloud server reboot web
            hcloud firewall add-rule f
            openstack server delete web
            openstack user create u
            openstack security group rule create g
            oci compute instance terminate --instance-id i
            oci iam user create --name u
            linode-cli linodes delete 1
            linode-cli domains create --domain example.com
            linode-cli lke kubeconfig-view 1
            ibmcloud ks cluster rm -c edge
            aliyun ecs DeleteInstance
            fly apps destroy web
            fly secrets set A=b
            fly scale count 0
            fly ssh console
            heroku pg:reset -a web --confirm web
            heroku config -a web
            heroku config:set A=b
            heroku ps:scale web=0
            heroku frobnicate:destroy
            vercel env add A
            vercel rm web
            wrangler d1 execute db --remote --command "DROP TABLE t"
            wrangler secret put A
            wrangler delete
            firebase deploy --force
            firebase firestore:delete --all-collections`
    });

    expectInner(tables, {
        'doctl compute ssh web --ssh-command "rm x"': '@cloud shell rm x',
        'hcloud server ssh web rm -rf x': '@cloud argv rm -rf x',
        'fly ssh console -C "rm x"': '@cloud shell rm x',
        'heroku run -a web -- rm x': '@cloud argv rm x',
        'heroku run rails db:drop -a web': '@cloud argv rails db:drop -a web'
    });
});
