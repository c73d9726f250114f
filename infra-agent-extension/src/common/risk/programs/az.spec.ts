import { expectInner, expectVerdicts } from '../table-cases';
import { program as az } from './az';

const tables = [az];

describe('The table of the Azure command line', () => {
    expectVerdicts(tables, {
        'LOW local': `
            az
            az version
            az vm
            az vm delete --help
            az extension list
            az config get`,
        'LOW cloud': `
            az account show
            az account list -o table
            az group list
            az group exists -n edge
            az --output table vm list
            az vm show -g edge -n web
            az vm get-instance-view -g edge -n web
            az aks show -g edge -n edge
            az aks get-versions -l westus
            az aks nodepool list -g edge --cluster-name edge
            az keyvault secret list --vault-name v
            az keyvault key show --vault-name v -n k
            az storage account list
            az storage blob list -c c
            az storage blob download -c c -n a -f a
            az network nsg rule list -g edge --nsg-name n
            az network dns zone list
            az role assignment list
            az ad user list
            az ad sp show --id x
            az deployment group what-if -g edge --template-file t.bicep
            az deployment group validate -g edge --template-file t.bicep
            az deployment group create -g edge --template-file t.bicep --what-if
            az acr repository list -n r
            az webapp list
            az webapp log tail -n web
            az monitor metrics list --resource r
            az monitor log-analytics query -w w --analytics-query q
            az rest --method get --url https://management.azure.com/x
            az sql db show -n d -s s -g edge`,
        'MED local': `
            az account set --subscription prod
            az configure --defaults group=edge
            az config set core.output=json
            az extension add -n aks-preview`,
        'MED cloud': `
            az login
            az aks get-credentials -g edge -n edge
            az acr login -n r
            az group create -n edge -l westus
            az vm create -g edge -n web --image Ubuntu2204
            az vm start -g edge -n web
            az vm resize -g edge -n web --size s
            az aks create -g edge -n edge
            az aks scale -g edge -n edge --node-count 3
            az aks nodepool add -g edge --cluster-name edge -n np
            az network vnet create -g edge -n net
            az storage account create -n a -g edge
            az storage blob upload -f a -c c -n a
            az deployment group create -g edge --template-file t.bicep
            az webapp config appsettings set -n web --settings a=b
            az webapp deployment slot swap -n web --slot staging
            az acr build -r r -t web .
            az acr import -n r --source s
            az sql db create -n d -s s -g edge
            az tag create --resource-id r --tags a=b
            az rest --method put --url https://management.azure.com/x
            az frobnicate widgets`,
        'HIGH cloud': `
            az group delete -n edge --yes
            az vm stop -g edge -n web
            az vm deallocate -g edge -n web
            az vm delete -g edge -n web -y
            az vm restart -g edge -n web
            az vm open-port -g edge -n web --port 22
            az vm run-command invoke -g edge -n web --command-id RunShellScript --scripts @script.sh
            az aks delete -g edge -n edge
            az aks stop -g edge -n edge
            az aks upgrade -g edge -n edge
            az aks scale -g edge -n edge --node-count 0
            az aks scale -g edge -n edge --node-count "$N"
            az aks get-credentials -g edge -n edge --admin
            az keyvault secret show --vault-name v -n s
            az keyvault secret set --vault-name v -n s --value x
            az keyvault secret delete --vault-name v -n s
            az keyvault purge -n v
            az storage account keys list -n a
            az storage account delete -n a
            az storage blob delete-batch -s c
            az storage container create -n c --public-access=blob
            az network nsg rule create -g edge --nsg-name n -n r
            az network dns record-set a add-record -g edge -z z -n www -a 1.2.3.4
            az role assignment create --assignee x --role Owner
            az ad sp create-for-rbac -n x
            az ad group member add -g g --member-id x
            az ad user update --id x
            az deployment group create -g edge --template-file t.bicep --mode Complete
            az acr repository delete -n r --image web:1
            az acr credential show -n r
            az webapp restart -n web -g edge
            az webapp config connection-string list -n web -g edge
            az functionapp keys list -n f
            az redis list-keys -n r -g edge
            az redis force-reboot -n r -g edge
            az cosmosdb keys list -n c -g edge
            az cosmosdb failover-priority-change -n c -g edge
            az sql server firewall-rule create -g edge -s s -n r
            az sql db restore -n d -s s -g edge
            az policy assignment create --policy p
            az lock delete -n l
            az account get-access-token
            az rest --method delete --url https://management.azure.com/x
            az rest --method post --url https://management.azure.com/x/listKeys
            az vm $VERB
            az frobnicate purge`
    });

    expectInner(tables, {
        'az aks command invoke -g edge -n edge --command "kubectl delete ns prod"': '@cluster shell kubectl delete ns prod',
        'az vm run-command invoke -g edge -n web --command-id RunShellScript --scripts "rm -rf /"': '@cloud shell rm -rf /',
        'az container exec -g edge -n web --exec-command "/bin/sh"': '',
        'az vm list': ''
    });
});
