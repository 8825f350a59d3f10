package dev.sallyport.transport.http;

/// What a clerk is asked.
///
/// @param body whole when the intake was [Intake.Whole]; empty when it was [Intake.HeadOnly]. Nobody
///     changes it
/// @param trailers of a whole body; otherwise none
@SuppressWarnings("ArrayRecordComponent")
public record Request(RequestHead head, byte[] body, Fields trailers) {

    @Override
    public String toString() {
        return head + ", " + body.length + " bytes";
    }
}
