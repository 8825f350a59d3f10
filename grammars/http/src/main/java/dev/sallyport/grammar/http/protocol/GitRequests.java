package dev.sallyport.grammar.http.protocol;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.request.Effect;
import dev.sallyport.grammar.http.request.Found;
import dev.sallyport.grammar.http.request.ReadRequest;
import dev.sallyport.grammar.http.text.Unclear;
import java.util.List;
import java.util.Optional;

/// Git's smart HTTP protocol ([gitprotocol-http](https://git-scm.com/docs/gitprotocol-http)): fetching
/// is READ, pushing is UPDATE, of the repository. What is in the packs is not looked at.
public final class GitRequests {

    private static final String FETCH = "git-upload-pack";
    private static final String PUSH = "git-receive-pack";

    private GitRequests() {}

    /// Empty when it is no request of Git's.
    ///
    /// @throws Unclear when it looks like one and is none: the service does not fit, or the old
    ///     protocol, which reads single files
    public static Optional<Found> find(ReadRequest request) throws Unclear {
        List<String> path = request.target().path().segments();
        int size = path.size();
        if (size > 2 && path.get(size - 2).equals("info") && path.get(size - 1).equals("refs")) {
            return Optional.of(announced(request, path.subList(0, size - 2)));
        }
        boolean service =
                size > 1 && (path.getLast().equals(FETCH) || path.getLast().equals(PUSH));
        return service ? Optional.of(served(request, path)) : Optional.empty();
    }

    /// Whether the body of a request is a pack, or speaks of one: large, and of no use to anyone who
    /// judges.
    public static boolean isPack(String method, String contentType) {
        return method.equals("POST")
                && (contentType.equals("application/x-" + FETCH + "-request")
                        || contentType.equals("application/x-" + PUSH + "-request"));
    }

    private static Found announced(ReadRequest request, List<String> repository) throws Unclear {
        Optional<String> service = request.target().query().only("service");
        boolean alone = request.target().query().all().size() == 1;
        if (!request.method().equals("GET") || !alone) {
            throw new Unclear("a request for the references of a repository that names no service");
        }
        return found(service.orElse(""), repository);
    }

    private static Found served(ReadRequest request, List<String> path) throws Unclear {
        String service = path.getLast();
        boolean fits = request.type().essence().equals("application/x-" + service + "-request");
        if (!request.method().equals("POST")
                || !fits
                || !request.target().query().all().isEmpty()) {
            throw new Unclear("a request to a service of Git that does not fit it");
        }
        return found(service, path.subList(0, path.size() - 1));
    }

    private static Found found(String service, List<String> repository) throws Unclear {
        Verb verb = switch (service) {
            case FETCH -> Verb.READ;
            case PUSH -> Verb.UPDATE;
            default -> throw new Unclear("a service of Git that is not known");
        };
        String name = String.join("/", repository).replaceFirst("\\.git$", "");
        Effect effect = new Effect(verb, name, new Scope.AtMost(1));
        return new Found(List.of(effect), List.of(new Argument("repository", name)), true);
    }
}
