// app.js [ADDRESS [PORT]]: a Node server. STATUS, LOCATION: how it answers.
const http = require('http');
const { STATUS = '200', LOCATION, PORT } = process.env;
const [address = '0.0.0.0', port = PORT || '5000'] = process.argv.slice(2);

http.createServer((request, response) => {
    response.writeHead(Number(STATUS), LOCATION ? { Location: LOCATION } : {});
    response.end('hello\n');
}).listen(Number(port), address);
