import { Api } from './api.js';
import { Login } from './login.js';
import { WindowStorage } from './storage.js';
import { Vault } from './vault.js';
import { app } from './views/app.js';

const storage = new WindowStorage();
const vault = new Vault();
const platform = navigator.userAgentData?.platform;
const login = new Login({ window: storage, vault, device: platform ? `Browser on ${platform}` : 'Browser' });

vault.dropForgotten();
app(document.getElementById('app'), { login, api: new Api(login), storage });
