import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as cdk } from './cdk';
import { program as pulumi } from './pulumi';
import { program as terraform } from './terraform';
import { program as terragrunt } from './terragrunt';

const tables = [terraform, terragrunt, pulumi, ...cdk];

describe('The tables of Terraform and its like', () => {
    expectVerdicts(tables, {
        'LOW local': `
            terraform
            terraform -help
            terraform apply -help
            terraform version
            terraform validate
            terraform fmt -check -recursive
            terraform fmt
            terraform state
            terragrunt hclfmt
            pulumi version`,
        'LOW cloud': `
            terraform plan
            terraform plan -out=tfplan
            terraform plan -destroy
            terraform -chdir=infra plan -var-file=prod.tfvars
            terraform plan -var name=destroy -lock=false
            terraform show tfplan
            terraform state list
            terraform state show aws_vpc.main
            terraform output
            terraform output -raw vpc_id
            terraform workspace list
            terraform workspace show
            terraform providers
            terraform graph
            tofu plan
            terragrunt plan
            terragrunt run-all plan
            terragrunt run --all plan
            pulumi preview
            pulumi stack ls
            pulumi stack output
            pulumi config
            cdk diff
            cdk synth
            cdk deploy --no-execute
            cdktf diff
            sam validate
            serverless info`,
        'MED local': `
            pulumi config set region us-west1
            terraform get
            terraform providers lock -platform=linux_amd64
            sam build
            sls invoke local -f hello`,
        'MED external': 'terraform login',
        'MED cloud': `
            terraform init
            terraform init -upgrade
            terraform init -backend-config=prod.hcl
            terraform apply
            terraform apply tfplan
            terraform apply -auto-approve tfplan
            terraform apply -auto-approve=false
            terraform -chdir=infra apply -target=module.vpc
            terraform import aws_vpc.main vpc-1
            terraform taint aws_instance.web
            terraform untaint aws_instance.web
            terraform refresh
            terraform workspace select prod
            terraform workspace new edge
            terraform output -json
            terraform show -json tfplan
            terraform state pull
            terraform test
            terraform frobnicate
            tofu apply
            terragrunt apply
            pulumi up
            pulumi refresh
            pulumi stack select prod
            cdk deploy web
            cdk import
            sam deploy
            serverless deploy`,
        'HIGH local': `
            pulumi config set --secret dbPassword x
            pulumi config set dbPassword x`,
        'HIGH cloud': `
            terraform destroy
            terraform destroy -auto-approve
            terraform -chdir=infra destroy -target=module.vpc
            terraform apply -auto-approve
            terraform apply --auto-approve
            terraform apply -auto-approve -var-file=prod.tfvars
            terraform apply -destroy
            terraform apply -replace=aws_instance.web
            terraform apply -lock=false
            terraform init -migrate-state
            terraform init -force-copy
            terraform state rm aws_vpc.main
            terraform state mv a b
            terraform state push state.json
            terraform state replace-provider a b
            terraform force-unlock -force 1234
            terraform workspace delete prod
            terraform output -raw db_password
            terraform output kubeconfig
            terraform output -raw "$NAME_TOKEN"
            terraform $VERB
            terraform purge
            tofu destroy
            terragrunt destroy
            terragrunt run-all apply
            terragrunt run-all destroy --terragrunt-non-interactive
            terragrunt run --all apply
            terragrunt apply-all
            terragrunt destroy-all
            pulumi destroy
            pulumi dn -y
            pulumi up --yes
            pulumi up -f
            pulumi stack rm prod
            pulumi state delete urn
            pulumi config --show-secrets
            pulumi config get dbPassword
            pulumi stack output --show-secrets
            cdk destroy
            cdk deploy --all
            cdk deploy --require-approval never
            cdk bootstrap
            cdktf deploy --auto-approve
            sam delete
            sls remove`
    });

    expectInner(tables, {
        'terraform -chdir=infra apply': 'terraform',
        'terraform plan': '',
        'terragrunt exec -- rm x': 'argv rm x',
        'terragrunt run -- apply -auto-approve': 'argv terraform apply -auto-approve',
        'pulumi env run prod -- aws s3 ls': 'argv aws s3 ls'
    });

    expectPaths(tables, {
        'terraform plan -out=tfplan': 'writes tfplan',
        'terraform fmt modules': 'touches modules'
    });
});
