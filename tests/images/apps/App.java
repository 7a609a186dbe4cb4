import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** App [ADDRESS [PORT]]: the JDK's own server. */
public class App {
    public static void main(String[] arguments) throws Exception {
        String address = arguments.length > 0 ? arguments[0] : "0.0.0.0";
        String port = arguments.length > 1 ? arguments[1] : System.getenv().getOrDefault("PORT", "5000");
        HttpServer server = HttpServer.create(new InetSocketAddress(address, Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            byte[] body = "hello\n".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
