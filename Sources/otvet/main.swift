print("otvet")
