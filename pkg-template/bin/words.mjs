// What the command line says, in Portuguese where the system's language is that, else in English.

const SDK = "@encaixe/kinbox";

const WORDS = {
    pt: {
        help: `Uso: kinbox init <pasta> [--template plain|react|vue] [--from <caminho>]

Cria a pasta de um plugin que já funciona.

  --template <nome>  plain (HTML e JavaScript, sem build; é o padrão), react ou vue (com Vite)
  --from <caminho>   usa o SDK de um arquivo .tgz ou de uma pasta, e não a cópia que vem junto (em vendor/)
  --version          mostra a versão
  --help             mostra esta ajuda`,
        made: (name, template) => `${name} está pronto (modelo: ${template}).`,
        next: "Agora:",
        register: (address) => `  O plugin está em ${address}

  Para vê-lo numa caixa de entrada desta máquina:
    1. Na pasta do Encaixe, rode \`cargo xtask run\` e abra o link de entrada que ele mostra.
    2. Em Configurações › Plugins › Novo plugin, dê um nome e cole o endereço ${address}
    3. Abra uma conversa e escolha a aba do plugin: aparecem o nome e os campos do contato, e o botão
       põe a etiqueta VIP na conversa.`,
        noFolder: () => "falta a pasta. Exemplo: kinbox init meu-plugin",
        manyFolders: (extra) => `sobrou "${extra}": init cria uma pasta só. Exemplo: kinbox init meu-plugin`,
        unknownCommand: (name) => `o comando "${name}" não existe; o que existe é init. Veja kinbox --help`,
        unknownOption: (name) => `a opção ${name} não existe. Veja kinbox --help`,
        noValue: (name) => `a opção ${name} precisa de um valor. Veja kinbox --help`,
        badName: (name) =>
            `"${name}" não serve de nome para um pacote: use letras minúsculas de a a z, algarismos, "-", "_" e ".", com letra ou algarismo no começo e no máximo 214 caracteres. Exemplo: meu-plugin`,
        unknownTemplate: (name, all) => `o modelo "${name}" não existe; os que existem são ${all}`,
        notEmpty: (path) => `a pasta ${path} não está vazia: escolha outra, ou esvazie esta`,
        notFolder: (path) => `${path} já existe e não é uma pasta: escolha outro nome`,
        noSource: (path) => `${path} não existe: --from espera o .tgz ou a pasta do pacote ${SDK}`,
        badSource: (path) => `${path} não é o pacote ${SDK}: --from espera o .tgz ou a pasta dele`,
        failed: (reason) => `não deu para gravar: ${reason}`,
    },
    en: {
        help: `Usage: kinbox init <folder> [--template plain|react|vue] [--from <path>]

Makes the folder of a plugin that runs at once.

  --template <name>  plain (HTML and JavaScript, no build; the default), react or vue (with Vite)
  --from <path>      take the SDK from a .tgz file or a folder, not the copy that comes along (in vendor/)
  --version          show the version
  --help             show this help`,
        made: (name, template) => `${name} is ready (template: ${template}).`,
        next: "Now:",
        register: (address) => `  The plugin is at ${address}

  To see it in an inbox on this machine:
    1. In the folder of Encaixe, run \`cargo xtask run\` and open the sign-in link that it prints.
    2. Under Settings › Plugins › New plugin, give a name and paste the address ${address}
    3. Open a conversation and choose the plugin's tab: it shows the contact's name and fields, and the
       button puts the tag VIP on the conversation.`,
        noFolder: () => "the folder is missing. Example: kinbox init my-plugin",
        manyFolders: (extra) => `"${extra}" is too many: init makes one folder. Example: kinbox init my-plugin`,
        unknownCommand: (name) => `there is no command "${name}"; the one there is, is init. See kinbox --help`,
        unknownOption: (name) => `there is no option ${name}. See kinbox --help`,
        noValue: (name) => `the option ${name} needs a value. See kinbox --help`,
        badName: (name) =>
            `"${name}" cannot be a package's name: use lower-case letters a to z, digits, "-", "_" and ".", beginning with a letter or a digit, 214 characters at most. Example: my-plugin`,
        unknownTemplate: (name, all) => `there is no template "${name}"; there are ${all}`,
        notEmpty: (path) => `the folder ${path} is not empty: choose another, or empty it`,
        notFolder: (path) => `${path} exists and is not a folder: choose another name`,
        noSource: (path) => `${path} does not exist: --from takes the .tgz or the folder of the package ${SDK}`,
        badSource: (path) => `${path} is not the package ${SDK}: --from takes its .tgz or its folder`,
        failed: (reason) => `the folder could not be written: ${reason}`,
    },
};

/** The words of the system's language. */
export function words() {
    return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("pt") ? WORDS.pt : WORDS.en;
}
