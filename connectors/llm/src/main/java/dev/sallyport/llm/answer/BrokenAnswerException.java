package dev.sallyport.llm.answer;

/// A provider's answer that is not what its API says, so that two clients could read it differently.
final class BrokenAnswerException extends Exception {

    BrokenAnswerException(String what) {
        super(what, null, false, false);
    }

    /// What is wrong, without anything of the answer.
    String what() {
        return String.valueOf(getMessage());
    }
}
