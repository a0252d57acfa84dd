import '@nexevo/chat/define.js';
