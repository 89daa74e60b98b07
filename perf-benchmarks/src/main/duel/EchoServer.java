import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/** Answers each request with two bytes, on one thread, as fast as it can: what is compared is who asks. */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] args) {
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0])))
                .requestHandler(request -> request.response().end("ok"))
                .listen();
    }
}
