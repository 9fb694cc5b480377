/// Tokens and keys that other implementations have made.
enum Vectors {
    /// RFC 7515, appendices A.1 (HS256), A.2 (RS256) and A.3 (ES256), and the public keys of the latter two.
    static let rfc7515: [(String, String)] = [hs, rs, es].map { ($0, rfc7515KeySet) }
    static let rfc7515Secret =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
    private static let hs =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA"
        + "6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let rs =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9"
        + "pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Q"
        + "c_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARN"
        + "PvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6I"
        + "eYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
    private static let es =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9"
        + "pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqP"
        + "P3-Kg6NU1Q"
    private static let rfc7515KeySet =
        #"{"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-"#
        + "4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-b"
        + "Sf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6"
        + #"_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},{"#
        + #""kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_t"#
        + #"ue659LNpXW6pCyStikYjKIWI5a0"}]}"#

    // Made with the Python package "cryptography": of "user-7", until 2033.
    static let keySet =
        #"{"keys":[{"kty":"RSA","kid":"rsa-1","use":"sig","alg":"RS256","n":"xNxr1JbnAEWiY-7HeviGdUw9CGDG5"#
        + "5XIzs3BOQtvT7wi5UV5XK1sf7by-3qAxvBs8VtBAaM_t84nPb9_fVazqo5OGqSfrmF9hTFWHwxAllevQycckvJLzTRYcOkBu"
        + "WuY4XdicQdr6gIvFrfHLb7sKsTx56DiYgd7jqAt4_N8TED_ssvY9zsOD2hK-9BS-KEUPde6zDo_xG9sg3jCJgJBWlcdUXt1T"
        + "iHB-1F5ofTzxvwgn_HNMohZy_QyTMX3yYa29djWDwcpl5j0RU1uZYwaSzjvHYeFgPQOWfUmWgubrRYVsXhk002vfZcmh29Mp"
        + #"ZH1XF7jwGXgBAqPMKBrxkAL-w","e":"AQAB"},{"kty":"EC","crv":"P-256","kid":"ec-1","alg":"ES256","use"#
        + #"":"sig","key_ops":["verify"],"ext":true,"x":"s8kKLrGhSIRr4XW-QjHEw3-ne_S7W2nIoBaEU1i5FhU","y":"i"#
        + #"iOxkrVzYymVZ2rTMkYZdiQnIZsKK-hTDHDpDW5RhmU"}]}"#
    static let rs256 =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InJzYS0xIn0.eyJzdWIiOiJ1c2VyLTciLCJleHAiOjIwMDAwMDAw"
        + "MDB9.fU8jvWBXDcmYC8Y_1bMI5PSoyjBqo9wB7N0iUvDuIscTahDB_sSU6cA5JCSyvKaDEx6mxIA89Yci-0YJA1x8glFskuR"
        + "hDnWE6TblRuDKW0Nkm5W2QBxBzAthohHINZHy-t8hjWVKT2GerLOjtX_TkjwYRXCVq16DSFlsqcz4Rh9H30Iv1HtbOjbVAkh"
        + "Q1M5swT1AV6wahXAGTrszDe-vDb44NZaWvBsQOeeJHs-eAi0NvUtSsmWRa2K0xjFyAcL3wBnzI6VCb1KfjL_6rhOLfiiP3Ei"
        + "jvv1iWioxS4w4MtkO5jU_ImgezpjWNFMNksVOx5cnHfXGhdK5L7iaT1-ggQ"
    static let es256 =
        "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImVjLTEifQ.eyJzdWIiOiJ1c2VyLTciLCJleHAiOjIwMDAwMDAwM"
        + "DB9.ky4tIXJ4SUZ6K8XlebG2UhWKb93Yw25DKIHywGet6v9LoRQGOVuujP0wG2oSwvmONTWeVLSXz82dgm8sYms1UA"
    static let rs256WithoutID =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyLTciLCJleHAiOjIwMDAwMDAwMDB9.btRQZ7hUKhws0h"
        + "3nMrppSITrjjBFJH6zqq4rWaOpRsQZMDq7thxvNiYr34gAkbs50N0J2sbVCXJVTQaz8HDNhdk8_uG5DUMnpR2K_70SY7u6HQ"
        + "7MaZ3-kqNOHHZPyPY1PKyjAJ_BoO7o0UnVUM2lwGyzXJzUUrryxup9xvvoEQ1KMKfGOhVvyiOVTb2X5HQSNhr1ASdMxNdX4d"
        + "dqYAo6nBa_XyFe4PlAgteZJUWCty36WglCg4s7FSjFl3e7AXMD0fWXtA7p2HbBsUcygXtbeoIq0_uDbOT-DhULpoSlJpFI8d"
        + "T8OeCc88Lvf36NGk3h3R9SwNtWLW-t0uE1wy0LKg"
    /// Says the kid "rsa-2".
    static let rs256OfAnotherKey =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InJzYS0yIn0.eyJzdWIiOiJ1c2VyLTciLCJleHAiOjIwMDAwMDAw"
        + "MDB9.eQDAj0Ri4a4_7gY4oHKHhxdbVOPXxawcb5bX3xiT0W6-taHwV4_uOVAwCybNhTp6Sbz3nirHGkRPYGtC-yQJyvGDOv4"
        + "NgBT3yh1TU-p1kNb9Re1uLSGnkmjtSvL1IpZaOEIWioTWVQMCmHAc-6zdHFAKY3xcnRmdViWzvMr-89B2lhQ33KIFni6GcU4"
        + "ntF4K_kyVK_b3unPHnGfiNFtyfe6v_ux8Rso-7dMfTW9MJZxq3x341Ibb-NMm3hoO6AQuj9f87MD0X2iVev-aZgzo0fBh7iX"
        + "jcJomfYofUJ8tYSSnZYRm4cw0H9ImDwRA8FPZs174TFH1aBU_-rHfcifCgQ"
}
