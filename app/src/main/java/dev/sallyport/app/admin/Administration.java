package dev.sallyport.app.admin;

import dev.sallyport.app.http.Answer;
import dev.sallyport.app.http.Asked;
import dev.sallyport.app.http.Service;

/// What one administrator may ask for.
///
/// @param user as the kernel names them
record Administration(String user, Router router) implements Service {

    @Override
    public Answer answer(Asked asked) throws InterruptedException {
        return router.answer(new Router.Asked(
                user,
                asked.method(),
                asked.path(),
                asked.header("authorization"),
                asked.header("content-type"),
                asked.body()));
    }

    @Override
    public Answer fault(Fault fault) {
        return (switch (fault) {
                    case MALFORMED -> Refusals.MALFORMED;
                    case LINE_TOO_LONG -> Refusals.LINE_TOO_LONG;
                    case HEADERS_TOO_LARGE -> Refusals.HEADERS_TOO_LARGE;
                    case BODY_TOO_LARGE -> Refusals.BODY_TOO_LARGE;
                    case TOO_SLOW -> Refusals.TOO_SLOW;
                    case NO_ANSWER -> Refusals.NO_ANSWER;
                    case TOO_MANY -> Refusals.TOO_MANY;
                })
                .answer();
    }
}
