package dev.sallyport.grammar.http.protocol;

import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.List;
import java.util.Map;

/// gRPC over HTTP/2 ([protocol](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md)) and
/// gRPC-Web: the path is the call. Messages are not read.
public final class GrpcCalls {

    private GrpcCalls() {}

    public static boolean isCall(String contentType) {
        return contentType.equals("application/grpc")
                || contentType.startsWith("application/grpc+")
                || contentType.startsWith("application/grpc-web");
    }

    /// @param verbs by `package.Service/Method`, or `package.Service/*`; any other call is EXECUTE
    /// @throws Unclear when it is none
    public static Found find(ReadRequest request, Map<String, Verb> verbs) throws Unclear {
        List<String> path = request.target().path().segments();
        boolean call = path.size() == 2
                && path.get(0).matches("[A-Za-z_][A-Za-z0-9_.]*")
                && path.get(1).matches("[A-Za-z_][A-Za-z0-9_]*")
                && !request.target().path().trailingSlash()
                && request.target().query().all().isEmpty();
        if (!call || !request.method().equals("POST")) {
            throw new Unclear("not a call of gRPC, which is POST /package.Service/Method");
        }
        String name = path.get(0) + "/" + path.get(1);
        Verb verb = verbs.getOrDefault(name, verbs.getOrDefault(path.get(0) + "/*", Verb.EXECUTE));
        Scope scope = verb.readsOnly() || verb == Verb.DELETE || verb == Verb.UPDATE
                ? new Scope.Unbounded(-1)
                : new Scope.AtMost(1);
        return new Found(List.of(new Effect(verb, name, scope)), List.of(), true);
    }
}
